import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { findRefusal } from './request-guard.ts';

export interface PageServer {
  /** With the token: who knows it may use the page, nobody else. */
  address: string;
  close(): Promise<void>;
}

/** Adds the page's calls; every path begins with `/:token/api/`. */
export type AddCalls = (app: FastifyInstance) => void;

export interface ServePageOptions {
  /** The folder of `run/` whose `page/` is served; its `index.html` is what the address shows. */
  room: string;
  addCalls: AddCalls;
  /** What is answered to an error of a call that is the page's own; undefined for any other error. */
  describeError?: (error: unknown) => { status: number; body: object } | undefined;
  /** 0 takes a free one. */
  port: number;
  /** How long a request may take to arrive; one that stalls would hold its connection for ever. */
  requestTimeoutMs?: number;
}

/** Serves a page on 127.0.0.1 under a token of its own. Throws InvalidRunConfig when the port cannot be had. */
export async function servePage(options: ServePageOptions): Promise<PageServer> {
  const { room, addCalls, describeError, port, requestTimeoutMs = 15_000 } = options;
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
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = describeError?.(error) ?? describe(error);
    return reply.code(status).send(body);
  });
  await addFiles(app, room);
  addCalls(app);
  const address = await listen(app, port);
  return { address: `${address}/${token}/`, close: () => app.close() };
}

export const sendNotFound = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ message: 'there is no such thing here' });

const safetyHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const contentTypes: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript' };

/** Files have the same place below the token as below `run/`, so that modules find each other in both. */
async function addFiles(app: FastifyInstance, room: string): Promise<void> {
  app.get('/:token', (request, reply) => reply.redirect(`${request.url.replace(/\?.*$/u, '')}/`));
  const html = await readFile(new URL(`../${room}/page/index.html`, import.meta.url));
  app.get('/:token/', (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
  for (const folder of [`${room}/page`, 'serving/page']) {
    for (const name of await readdir(new URL(`../${folder}/`, import.meta.url))) {
      const type = contentTypes[extname(name)];
      if (type === undefined) continue;
      const content = await readFile(new URL(`../${folder}/${name}`, import.meta.url));
      app.get(`/:token/${folder}/${name}`, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(content));
    }
  }
}

function describe(error: unknown): { status: number; body: object } {
  if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
  if (error instanceof StudioFailure) {
    return { status: 507, body: { message: error.message, remedy: error.details.remedy } };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500,
    body: { message },
  };
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
