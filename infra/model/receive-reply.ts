import { fetch } from 'undici';
import { z } from 'zod';
import { listSecrets } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { joinContent } from './join-content.ts';
import { chooseDispatcher } from './proxy-settings.ts';
import { isStream, readStream } from './read-stream.ts';
import { createScrubber } from './scrub-secrets.ts';
import type { Scrub } from './scrub-secrets.ts';

/**
 * The one door through which anything comes back from an endpoint: requests go out as they are, and of a reply, or of what was thrown in its
 * place, nothing is seen behind the door before secrets are taken out of it. What an answer is made of (events, parts) is joined first, since
 * a key may lie across its pieces. A redirection is not followed: it could carry headers that hold a key to another host.
 */
export function createDoor(endpoint: Endpoint): typeof globalThis.fetch {
  const scrub = createScrubber(listSecrets(endpoint));
  const dispatcher = chooseDispatcher(endpoint.baseUrl, endpoint.proxy);
  return async (input, init = {}) => {
    const { method = 'GET', body, signal } = init;
    const address = input instanceof Request ? input.url : String(input);
    try {
      const response = await fetch(address, {
        method,
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof body === 'string' ? body : null,
        signal: signal ?? null,
        redirect: 'manual',
        dispatcher,
      });
      const text = await readText(response.body, longestReply(address));
      const { status } = response;
      const reply = isRedirection(status)
        ? describeRedirection(response.headers.get('location'), address)
        : readReply(text, response.ok);
      return new Response(reply === undefined || isWithoutBody(status) ? null : scrubReply(reply, scrub), {
        status,
        headers: keepHeaders(response.headers, typeof reply !== 'string'),
      });
    } catch (error) {
      throw signal?.aborted === true ? error : scrubError(error, scrub);
    }
  };
}

const mebibyte = 2 ** 20;

/** Decompressed bytes. A stream of thoughts takes some 200 a token; vectors of a large batch are longer. */
const longestReply = (address: string): number =>
  (new URL(address).pathname.endsWith('/embeddings') ? 256 : 8) * mebibyte;

/** Throws, and lets the connection go, where the body is longer: some megabytes may unpack to gigabytes, and a stream need not end. */
async function readText(body: AsyncIterable<Uint8Array> | null, mostBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw new Error(`its answer is longer than ${mostBytes / mebibyte} MiB`);
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

const isWithoutBody = (status: number): boolean => [204, 205, 304].includes(status);
const isRedirection = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function describeRedirection(location: string | null, address: string): object {
  const { origin, pathname } = new URL(location ?? '', address);
  return { error: { message: `it sends calls on to ${origin}${pathname}`, code: 'redirected' } };
}

/** JSON where the reply is any; a failed one with what went wrong below `error`. */
function readReply(text: string, isOk: boolean): unknown {
  const json = isStream(text) ? readStream(text) : parseJson(text);
  if (isOk) return json === undefined ? text : joinContent(json);
  return toReadableError(json, text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const longestError = 2000;
const BareErrorSchema = z.looseObject({ message: z.string() });

/**
 * The client reads an error only below `error`; several servers put theirs elsewhere (`detail`, a bare `message`), and then all that it says
 * is "422 status code (no body)".
 */
function toReadableError(json: unknown, text: string): unknown {
  if (json === undefined || json === null) return text;
  const first: unknown = Array.isArray(json) ? json[0] : json;
  if (typeof first === 'object' && first !== null && 'error' in first && first.error !== undefined) return first;
  const bare = BareErrorSchema.safeParse(first);
  if (bare.success) return { error: { ...bare.data, message: bare.data.message.slice(0, longestError) } };
  return /^\s*(?:[{[]\s*[}\]])?\s*$/u.test(text) ? text : { error: { message: text.slice(0, longestError) } };
}

function scrubReply(reply: unknown, scrub: Scrub): string {
  return typeof reply === 'string' ? scrub(reply) : JSON.stringify(scrubValue(reply, scrub));
}

function scrubValue(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value))
    return value.length > 0 && value.every(isNumber) ? value : value.map((each) => scrubValue(each, scrub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [scrub(name), scrubValue(each, scrub)]));
}

const isNumber = (value: unknown): boolean => typeof value === 'number';

/** Keeps the headers that are read, and these only where they hold what they should. */
function keepHeaders(headers: { get(name: string): string | null }, isJson: boolean): Headers {
  const kept = new Headers({
    'content-type': isJson ? 'application/json' : readMediaType(headers.get('content-type')),
  });
  for (const name of ['retry-after', 'retry-after-ms']) {
    const value = headers.get(name);
    if (value !== null && isWait(value)) kept.set(name, value);
  }
  return kept;
}

const readMediaType = (given: string | null): string =>
  /^application\/(?:[a-z.-]+\+)?json\b/iu.test(given ?? '') ? 'application/json' : 'text/plain';

const isWait = (value: string): boolean => /^-?\d{1,9}(?:\.\d{1,9})?$/u.test(value.trim()) || isDate(value);
const isDate = (value: string): boolean =>
  /^[A-Za-z]{3,9},? [\w :,-]{10,40}$/u.test(value) && Number.isFinite(Date.parse(value));

/** The same names, messages and codes from the outside in, and nothing else: an error of the connection holds sockets, headers, raw bytes. */
function scrubError(error: unknown, scrub: Scrub, depth = 0): Error {
  if (!(error instanceof Error)) return new Error(scrub(String(error)));
  const cause = error.cause === undefined || depth === 4 ? undefined : scrubError(error.cause, scrub, depth + 1);
  const clean = new Error(scrub(error.message), cause === undefined ? undefined : { cause });
  clean.name = error.name;
  const code = 'code' in error && typeof error.code === 'string' ? scrub(error.code) : undefined;
  return code === undefined ? clean : Object.assign(clean, { code });
}
