import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DraftSchema, JudgementSchema } from '../../schemas/annotation.ts';
import { rubric } from '../../studio/evaluation/judge/rubric.ts';
import { sendNotFound, servePage } from '../serving/serve-page.ts';
import type { PageServer, ServePageOptions } from '../serving/serve-page.ts';
import { NameTaken } from './open-annotation.ts';
import type { Annotation } from './open-annotation.ts';

export interface ServeOptions extends Pick<ServePageOptions, 'port' | 'requestTimeoutMs'> {
  annotation: Annotation;
  runId: string;
}

/** Serves the page on which people rate dialogs. Throws InvalidRunConfig when the port cannot be had. */
export const serveAnnotation = ({ annotation, runId, ...options }: ServeOptions): Promise<PageServer> =>
  servePage({
    ...options,
    room: 'annotation',
    addCalls: (app) => addCalls(app, annotation, runId),
    describeError(error) {
      if (!(error instanceof NameTaken)) return undefined;
      const { message, raterId, suggestion } = error;
      return { status: 409, body: { message, raterId, suggestion } };
    },
  });

const PlaceSchema = z.object({ key: z.string(), position: z.coerce.number().int().nonnegative() });

function addCalls(app: FastifyInstance, annotation: Annotation, runId: string): void {
  app.get('/:token/api/study', async () => ({ runId, scales: rubric.scales }));
  app.get('/:token/api/raters', async () => annotation.listRaters());
  app.post('/:token/api/raters', async ({ body }) => {
    const { name, isNew } = z.object({ name: z.string(), isNew: z.boolean().default(false) }).parse(body);
    return annotation.begin(name, isNew);
  });
  const place = '/:token/api/raters/:key/dialogs/:position';
  app.get(place, async ({ params }, reply) => {
    const { key, position } = PlaceSchema.parse(params);
    return (await annotation.readDialog(key, position)) ?? sendNotFound(reply);
  });
  app.put(`${place}/draft`, async ({ params, body }, reply) => {
    const { key, position } = PlaceSchema.parse(params);
    const isKept = await annotation.keepDraft(key, position, DraftSchema.parse(body));
    return isKept ? { stored: true } : sendNotFound(reply);
  });
  app.put(`${place}/rating`, async ({ params, body }, reply) => {
    const { key, position } = PlaceSchema.parse(params);
    const isStored = await annotation.rate(key, position, JudgementSchema.parse(body));
    return isStored ? { stored: true } : sendNotFound(reply);
  });
}
