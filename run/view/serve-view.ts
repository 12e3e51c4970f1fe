import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { servePage } from '../serving/serve-page.ts';
import type { PageServer, ServePageOptions } from '../serving/serve-page.ts';
import { PageRequestSchema } from './filters.ts';
import type { Viewer } from './open-viewer.ts';

export interface ServeViewOptions extends Pick<ServePageOptions, 'port' | 'requestTimeoutMs'> {
  viewer: Viewer;
}

/** Serves the page on which people look through a run's dialogs; it only reads. Throws InvalidRunConfig when the port cannot be had. */
export const serveView = ({ viewer, ...options }: ServeViewOptions): Promise<PageServer> =>
  servePage({
    ...options,
    room: 'view',
    addCalls: (app) => addCalls(app, viewer),
    describeError(error) {
      if (!(error instanceof StudioFailure)) return undefined;
      const { message, details } = error;
      return { status: 404, body: { message, remedy: details.remedy } };
    },
  });

const dialogId = z.string().regex(/^d[0-9a-f]{20}$/u);
const DialogPlaceSchema = z.object({ dialogId });
const BesidePlaceSchema = z.object({ dialogId, name: z.union([z.literal('run'), dialogId]) });

function addCalls(app: FastifyInstance, viewer: Viewer): void {
  app.get('/:token/api/run', async () => viewer.run);
  app.get('/:token/api/dialogs', async ({ query }) => viewer.list(PageRequestSchema.parse(query)));
  app.get('/:token/api/facets', async () => viewer.readFacets());
  app.get('/:token/api/dialogs/:dialogId', async ({ params }) =>
    viewer.readDialog(DialogPlaceSchema.parse(params).dialogId),
  );
  app.get('/:token/api/dialogs/:dialogId/beside/:name', async ({ params }) => {
    const place = BesidePlaceSchema.parse(params);
    return viewer.readBeside(place.dialogId, place.name);
  });
}
