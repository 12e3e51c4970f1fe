import { APIConnectionTimeoutError, APIError } from 'openai';
import { StudioFailure } from '../../schemas/failure.ts';
import type { FailureDetails, FailureName } from '../../schemas/failure.ts';
import { noKey } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';

/** What an endpoint says went wrong, by its HTTP status or by an `error` in a body that came with status 200. */
export interface Complaint {
  status: number;
  code: string;
  text: string;
  retryAfterMs?: number;
}

/** A longer wait is asked for by daily limits; the run should notice and not sleep through it. */
const longestRetryAfterMs = 5 * 60_000;

const quotaCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);
const refusalCodes = new Set(['content_filter', 'content_policy_violation', 'context_length_exceeded']);
const passingStatuses = new Set([408, 409, 425, 429]);

/**
 * Whatever a call to the endpoint threw, as a failure of the closed list. `timedOutMs`: the time that ran out, null where none did. Neither
 * the message nor the cause carries the key, a header, or more than a line of what the endpoint said.
 */
export function describeFailure(error: unknown, endpoint: Endpoint, timedOutMs: number | null): StudioFailure {
  if (timedOutMs !== null || error instanceof APIConnectionTimeoutError) {
    const within = timedOutMs === null ? 'in time' : `within ${timedOutMs / 1000} s`;
    const remedy = 'Raise model.timeoutMs or ask for fewer dialogs at once (concurrency.dialogs).';
    return unavailable(endpoint, `did not answer ${within}`, remedy, error);
  }
  if (error instanceof APIError && typeof error.status === 'number') {
    const { status, code, headers } = error;
    const retryAfterMs = headers instanceof Headers ? readRetryAfter(headers, Date.now()) : undefined;
    const complaint = { status, code: code ?? '', text: error.message };
    return describeComplaint(retryAfterMs === undefined ? complaint : { ...complaint, retryAfterMs }, endpoint, error);
  }
  if (error instanceof SyntaxError) {
    return unavailable(endpoint, 'answered with malformed JSON', checkBaseUrl(endpoint), error);
  }
  const reason = reasonsOf(error).join(': ');
  return unavailable(endpoint, `could not be asked: ${reason}`, checkBaseUrl(endpoint), error);
}

export function describeComplaint(complaint: Complaint, endpoint: Endpoint, cause?: unknown): StudioFailure {
  const { status, code, retryAfterMs } = complaint;
  const fail = (name: FailureName, what: string, remedy: string): StudioFailure => {
    const wait = name === 'ModelUnavailable' && retryAfterMs !== undefined ? { retryAfterMs } : {};
    return failure(name, endpoint, what, { remedy, status, ...(code === '' ? {} : { code }), ...wait }, cause);
  };
  const said = `answered ${status}: ${complaint.text}`;
  if (status === 402 || quotaCodes.has(code)) {
    return fail(
      'InvalidRunConfig',
      said,
      'The account has no quota left: raise it or use another key, then resume the run.',
    );
  }
  if (status === 413 || refusalCodes.has(code)) {
    return fail('ModelRefused', said, 'The endpoint takes no such content; other dialogs go on.');
  }
  // The text of a 401 may quote a part of the key.
  if (status === 401)
    return fail(
      'InvalidRunConfig',
      `answered ${status}`,
      `Check ${endpoint.keyVariable}: the endpoint does not take it.`,
    );
  if (status === 403) return fail('InvalidRunConfig', said, `Check that ${endpoint.keyVariable} may use this model.`);
  if (status >= 500 || passingStatuses.has(status)) {
    return fail('ModelUnavailable', said, 'Wait, or ask for fewer dialogs at once (concurrency.dialogs).');
  }
  return fail(
    'InvalidRunConfig',
    said,
    'Check the model name (model.name), the base URL (model.baseUrl, --base-url) and the other settings of model.',
  );
}

export const unavailable = (endpoint: Endpoint, what: string, remedy: string, cause?: unknown): StudioFailure =>
  failure('ModelUnavailable', endpoint, what, { remedy }, cause);

export const checkBaseUrl = ({ baseUrl }: Endpoint): string =>
  `Check that an OpenAI-compatible endpoint runs at ${baseUrl} (model.baseUrl, --base-url).`;

/** From `retry-after-ms` or `Retry-After`, in seconds or as a date; undefined where there is none that can be read. */
export function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const given = headers.get('retry-after') ?? '';
  const waits = [milliseconds, given === '' ? Number.NaN : Number(given) * 1000, Date.parse(given) - nowMs];
  const wait = waits.find((candidate) => Number.isFinite(candidate));
  return wait === undefined ? undefined : Math.min(longestRetryAfterMs, Math.max(0, Math.round(wait)));
}

function failure(
  name: FailureName,
  endpoint: Endpoint,
  what: string,
  details: FailureDetails,
  cause: unknown,
): StudioFailure {
  const message = `The model endpoint ${endpoint.baseUrl} ${what}`;
  return new StudioFailure(
    name,
    toLine(message, endpoint),
    details,
    cause === undefined ? undefined : bare(cause, endpoint),
  );
}

/** The client's errors hold the response's headers and whole body, and what they print goes into histories and logs. */
function bare(error: unknown, endpoint: Endpoint): Error {
  const isUnauthorized = error instanceof APIError && error.status === 401;
  const cause = new Error(isUnauthorized ? '401' : toLine(reasonsOf(error).join(': '), endpoint));
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

function toLine(text: string, { apiKey }: Endpoint): string {
  // The dummy is a word of English.
  const line = (apiKey === noKey ? text : text.replaceAll(apiKey, '[key]')).replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`;
}
