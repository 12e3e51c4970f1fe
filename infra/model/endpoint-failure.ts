import { APIConnectionTimeoutError, APIError } from 'openai';
import { StudioFailure } from '../../schemas/failure.ts';
import type { FailureDetails, FailureName } from '../../schemas/failure.ts';
import { findCallFault } from './call-fault.ts';
import type { Complaint } from './complaint.ts';
import type { Endpoint } from './endpoint.ts';

/** A longer wait is asked for by daily limits; the run should notice and not sleep through it. */
const longestRetryAfterMs = 5 * 60_000;

const quotaCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);
/** Never about what was asked: no plain request need prove it. */
const settingCodes = new Set(['invalid_api_key', 'model_not_found']);
const passingStatuses = new Set([408, 409, 425, 429]);

/**
 * Whatever a call to the endpoint threw, as a failure of the closed list. `timedOutMs`: the time that ran out, null where none did. What the
 * endpoint said is free of secrets already (`receive-reply.ts`); neither the message nor the cause carries a header, or more than a line of it.
 */
export function describeFailure(error: unknown, endpoint: Endpoint, timedOutMs: number | null): StudioFailure {
  if (timedOutMs !== null || error instanceof APIConnectionTimeoutError) {
    const within = timedOutMs === null ? 'in time' : `within ${timedOutMs / 1000} s`;
    const remedy = 'Raise model.timeoutMs or ask for fewer dialogs at once (concurrency.dialogs).';
    return unavailable(endpoint, `did not answer ${within}`, remedy, error);
  }
  const complaint = readComplaint(error);
  if (complaint !== undefined) return describeComplaint(complaint, endpoint, error);
  if (error instanceof SyntaxError) return noEndpoint(endpoint, 'answered with malformed JSON', error);
  return noEndpoint(endpoint, `could not be asked: ${reasonsOf(error).join(': ')}`, error);
}

/** What the client threw for a status; undefined for anything else. The client's types say less than what servers put there. */
export function readComplaint(error: unknown): Complaint | undefined {
  if (!(error instanceof APIError) || typeof error.status !== 'number') return undefined;
  const { status, headers } = error;
  const [code, type, param]: unknown[] = [error.code, error.type, error.param];
  const retryAfterMs = headers instanceof Headers ? readRetryAfter(headers, Date.now()) : undefined;
  return {
    status,
    code: isWord(code) ? String(code) : '',
    type: isWord(type) ? String(type) : '',
    param: isWord(param) ? String(param) : '',
    text: error.message,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

const isWord = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/**
 * A complaint about one call's content is ModelRefused; one that passes is ModelUnavailable. Any other is InvalidRunConfig, with `isUnproved`
 * where only a plain request shows whether it is the config's fault (`prove-fault.ts`).
 */
export function describeComplaint(complaint: Complaint, endpoint: Endpoint, cause?: unknown): StudioFailure {
  const { status, code, retryAfterMs } = complaint;
  const fail = (name: FailureName, what: string, remedy: string, isUnproved = false): StudioFailure => {
    const wait = name === 'ModelUnavailable' && retryAfterMs !== undefined ? { retryAfterMs } : {};
    const proof = isUnproved && !settingCodes.has(code) ? { isUnproved } : {};
    return failure(
      name,
      endpoint,
      what,
      { remedy, status, ...(code === '' ? {} : { code: toLine(code) }), ...wait, ...proof },
      cause,
    );
  };
  const said = `answered ${status}: ${complaint.text}`;
  if (status === 402 || quotaCodes.has(code)) {
    return fail(
      'InvalidRunConfig',
      said,
      'The account has no quota left: raise it or use another key, then resume the run.',
    );
  }
  if (isNoSuchPath(complaint)) {
    return fail('InvalidRunConfig', said, adviseVersion(endpoint), true);
  }
  const fault = findCallFault(complaint);
  if (status === 413 || fault === 'content') {
    return fail('ModelRefused', said, 'The endpoint takes no such content; other dialogs go on.');
  }
  if (fault === 'length') {
    const remedy =
      'The request and model.maxTokens together are longer than the model takes: lower model.maxTokens, or serve the model with a larger context.';
    return fail('InvalidRunConfig', said, remedy, true);
  }
  // The text of a 401 often quotes a part of the key.
  if (status === 401) {
    const remedy = `Check ${endpoint.keyVariable}: the endpoint does not take it.`;
    return fail('InvalidRunConfig', `answered ${status}`, remedy, true);
  }
  if (status === 403) {
    return fail('InvalidRunConfig', said, `Check that ${endpoint.keyVariable} may use this model.`, true);
  }
  if (status >= 500 || passingStatuses.has(status)) {
    return fail('ModelUnavailable', said, 'Wait, or ask for fewer dialogs at once (concurrency.dialogs).');
  }
  const remedy =
    status === 404 && !hasVersion(endpoint)
      ? adviseVersion(endpoint)
      : 'Check the model name (model.name), the base URL (model.baseUrl, --base-url) and the other settings of model.';
  return fail('InvalidRunConfig', said, remedy, true);
}

/** Nothing that answers as an endpoint does: it may be away for a while, or the base URL is another's. */
export const noEndpoint = (endpoint: Endpoint, what: string, cause?: unknown): StudioFailure =>
  failure('ModelUnavailable', endpoint, what, { remedy: checkBaseUrl(endpoint), isNoEndpoint: true }, cause);

export const unavailable = (endpoint: Endpoint, what: string, remedy: string, cause?: unknown): StudioFailure =>
  failure('ModelUnavailable', endpoint, what, { remedy }, cause);

export const checkBaseUrl = ({ baseUrl }: Endpoint): string =>
  `Check that an OpenAI-compatible endpoint runs at ${baseUrl} (model.baseUrl, --base-url).`;

/** LM Studio answers 200 where it has no such path. */
export const isNoSuchPath = ({ text }: Pick<Complaint, 'text'>): boolean =>
  /unexpected endpoint or method/iu.test(text);

/** Most servers answer below `/v1`, a few below another version. */
const hasVersion = ({ baseUrl }: Endpoint): boolean =>
  /\/v\d+[a-z\d]*(?:\/|$)|\/deployments\//u.test(new URL(baseUrl).pathname);

/** What to do where an endpoint has no such path. */
export function adviseVersion(endpoint: Endpoint): string {
  if (hasVersion(endpoint)) return checkBaseUrl(endpoint);
  const url = new URL(endpoint.baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/u, '')}/v1`;
  return `The base URL has no version at its end, and most servers answer below /v1: try --base-url ${url.href}`;
}

/**
 * From `retry-after-ms` or `Retry-After`, in seconds or as a date; undefined where there is none that can be read, or it has passed already:
 * then the own pauses hold.
 */
export function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const given = headers.get('retry-after') ?? '';
  const waits = [milliseconds, given === '' ? Number.NaN : Number(given) * 1000, Date.parse(given) - nowMs];
  const wait = waits.find((candidate) => Number.isFinite(candidate));
  return wait === undefined || wait <= 0 ? undefined : Math.min(longestRetryAfterMs, Math.ceil(wait));
}

function failure(
  name: FailureName,
  endpoint: Endpoint,
  what: string,
  details: FailureDetails,
  cause: unknown,
): StudioFailure {
  const message = `The model endpoint ${endpoint.baseUrl} ${what}`;
  return new StudioFailure(name, toLine(message), details, cause === undefined ? undefined : bare(cause));
}

/** The client's errors hold the response's headers and whole body, and what they print goes into histories and logs. */
function bare(error: unknown): Error {
  const isUnauthorized = error instanceof APIError && error.status === 401;
  const cause = new Error(isUnauthorized ? '401' : toLine(reasonsOf(error).join(': ')));
  cause.name = error instanceof Error ? error.constructor.name : 'Error';
  return cause;
}

/** Messages and system codes from the outside in: "Connection error.: fetch failed: ECONNREFUSED". */
function reasonsOf(error: unknown): string[] {
  const reasons: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' && !at.message.includes(at.code) ? ` (${at.code})` : '';
    reasons.push(`${at.message}${code}`);
  }
  return reasons.length === 0 ? [String(error)] : reasons;
}

const longestLine = 400;

function toLine(text: string): string {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`;
}
