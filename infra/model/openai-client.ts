import OpenAI from 'openai';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/** Temporal retries, not the client, whose waits have no bound and ignore cancellation; and what it logs could hold review text. */
export const createClient = ({ baseUrl, apiKey }: Endpoint): OpenAI =>
  new OpenAI({
    baseURL: baseUrl,
    apiKey,
    adminAPIKey: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: async (input, init) => withReadableError(await fetch(input, init)),
  });

const JsonSchema = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});
const ErrorBodySchema = JsonSchema.pipe(z.looseObject({ error: z.unknown().refine((error) => error !== undefined) }));

/**
 * The client reads an error only below `error`; several servers put theirs elsewhere (`detail`, a bare `message`), and then all that it says
 * is "422 status code (no body)".
 */
async function withReadableError(response: Response): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text();
  const isReadable = ErrorBodySchema.safeParse(text).success || !JsonSchema.safeParse(text).success;
  const isEmpty = /^\s*(?:\{\s*\})?\s*$/u.test(text);
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  const body = isReadable || isEmpty ? text : JSON.stringify({ error: { message: text.slice(0, longestError) } });
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

const longestError = 2000;
