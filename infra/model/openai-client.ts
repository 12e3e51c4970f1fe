import OpenAI from 'openai';
import { noKey } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { createDoor } from './receive-reply.ts';

/** Temporal retries, not the client, whose waits have no bound and ignore cancellation; and what it logs could hold review text. */
export function createClient(endpoint: Endpoint): OpenAI {
  const { origin, pathname, searchParams } = new URL(endpoint.baseUrl);
  return new OpenAI({
    baseURL: `${origin}${pathname.replace(/\/+$/u, '')}`,
    // With null the client would take one of the process's own environment.
    apiKey: endpoint.apiKey ?? noKey,
    adminAPIKey: null,
    defaultHeaders: { ...(endpoint.apiKey === null ? { Authorization: null } : {}), ...endpoint.headers },
    defaultQuery: { ...Object.fromEntries(searchParams), ...endpoint.query },
    maxRetries: 0,
    logLevel: 'off',
    fetch: createDoor(endpoint),
  });
}
