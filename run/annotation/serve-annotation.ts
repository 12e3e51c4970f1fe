import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { DraftSchema, JudgementSchema } from '../../schemas/annotation.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { rubric } from '../../studio/evaluation/judge/rubric.ts';
import { NameTaken } from './open-annotation.ts';
import type { Annotation } from './open-annotation.ts';
import { findRefusal } from './request-guard.ts';

export interface AnnotationServer {
  /** With the token: who knows it may read and write, nobody else. */
  address: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  annotation: Annotation;
  runId: string;
  /** 0 takes a free one. */
  port: number;
  /** How long a request may take to arrive; one that stalls would hold its connection for ever. */
  requestTimeoutMs?: number;
}

/** Serves the page on 127.0.0.1 under a token of its own. Throws InvalidRunConfig when the port cannot be had. */
export async function serveAnnotation({
  annotation,
  runId,
  port,
  requestTimeoutMs = 15_000,
}: ServeOptions): Promise<AnnotationServer> {
  const token = randomBytes(24).toString('base64url');
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 65_536,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4) },
  });
  // A form of another site can send text, but no JSON.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safetyHeaders);
    const refusal = findRefusal(request, token);
    if (refusal !== undefined) await reply.code(403).type('text/plain; charset=utf-8').send(`${refusal}\n`);
  });
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
  app.setErrorHandler((error, _request, reply) => sendError(error, reply));
  await addPage(app);
  addCalls(app, annotation, runId);
  const address = await listen(app, port);
  return { address: `${address}/${token}/`, close: () => app.close() };
}

const safetyHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const pageFiles = [
  { path: '', file: 'index.html', type: 'text/html' },
  { path: 'page.css', file: 'page.css', type: 'text/css' },
  ...['page', 'bar', 'calls', 'dialog', 'elements', 'ending', 'form', 'raters', 'storing'].map((name) => ({
    path: `${name}.js`,
    file: `${name}.js`,
    type: 'text/javascript',
  })),
];

async function addPage(app: FastifyInstance): Promise<void> {
  app.get('/:token', (request, reply) => reply.redirect(`${request.url.replace(/\?.*$/u, '')}/`));
  for (const { path, file, type } of pageFiles) {
    const content = await readFile(new URL(`page/${file}`, import.meta.url));
    app.get(`/:token/${path}`, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(content));
  }
}

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

const sendNotFound = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ message: 'there is no such thing here' });

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof z.ZodError) return reply.code(400).send({ message: z.prettifyError(error) });
  if (error instanceof NameTaken) {
    const { message, raterId, suggestion } = error;
    return reply.code(409).send({ message, raterId, suggestion });
  }
  if (error instanceof StudioFailure) {
    return reply.code(507).send({ message: error.message, remedy: error.details.remedy });
  }
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return reply.code(status).send({ message });
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    return await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const message =
      code === 'EADDRINUSE'
        ? `port ${port} is taken by another program`
        : `port ${port} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    throw new StudioFailure(
      'InvalidRunConfig',
      message,
      { remedy: 'Give another --port, or none for a free one.' },
      error,
    );
  }
}
