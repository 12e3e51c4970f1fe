import Fastify from 'fastify';
import { healthSetting, portUnusable } from './listen-address.ts';
import type { ListenAddress } from './listen-address.ts';

/** What is asked about a worker. */
export interface HealthSource {
  state: () => 'starting' | 'ready' | 'stopping' | 'failed';
  /** Why no work can come from the server now; undefined where it can. */
  findProblem: () => Promise<string | undefined>;
}

export interface HealthServer {
  close(): Promise<void>;
}

/** How long an answer of the server holds, so that many probes cost it no more than one. */
const knownForMs = 2_000;
const requestTimeoutMs = 15_000;

/**
 * Answers `/livez` and `/readyz`, 200 or 503, with a line that says why. Live is a process that answers and whose worker has not failed: an outage of
 * the Temporal server is nothing that a restart would mend. Ready is a worker that polls all of its queues at a server that answers. Throws
 * InvalidRunConfig where the port cannot be opened.
 */
export async function serveHealth(address: ListenAddress, { state, findProblem }: HealthSource): Promise<HealthServer> {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 1024,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 3 },
  });
  let known: { problem: Promise<string | undefined>; untilMs: number } | undefined;
  const findKnownProblem = (): Promise<string | undefined> => {
    if (known === undefined || Date.now() >= known.untilMs) {
      known = { problem: findProblem(), untilMs: Date.now() + knownForMs };
    }
    return known.problem;
  };
  app.get('/livez', async (_request, reply) => {
    const now = state();
    await reply
      .code(now === 'failed' ? 503 : 200)
      .type('text/plain')
      .send(`${now}\n`);
  });
  app.get('/readyz', async (_request, reply) => {
    const now = state();
    const problem = now === 'ready' ? await findKnownProblem() : undefined;
    await reply
      .code(now === 'ready' && problem === undefined ? 200 : 503)
      .type('text/plain')
      .send(`${problem ?? now}\n`);
  });
  try {
    await app.listen({ ...address, exclusive: true });
  } catch (error) {
    await app.close();
    throw portUnusable(address, healthSetting, error);
  }
  return { close: () => app.close() };
}
