import { StudioFailure } from '../../schemas/failure.ts';
import type { ModelCall } from '../../schemas/model-call.ts';

/** Calls that fail one after the other before the dialog is given up: more than half an hour of pauses. */
export const longestFailureStreak = 30;

const firstPauseMs = 1_000;
const longestPauseMs = 2 * 60_000;

/**
 * When to ask again after `failedCalls` calls (1 and more) for the same attempt failed in a row: 1 s, doubling up to two minutes, or
 * later where the endpoint asks for that: one that names a second each time would use up a dialog's tries in half a minute. After every 30th
 * not at all. The server's own back-off would count all failures of an activity, whatever answers
 * came between them, and make a dialog of many turns wait for minutes at an endpoint that fails now and then.
 */
export function pauseAfterFailure(failure: StudioFailure, failedCalls: number): StudioFailure {
  if (failure.name !== 'ModelUnavailable') return failure;
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failedCalls - 1));
  const { retryAfterMs } = failure.details;
  const askedMs = typeof retryAfterMs === 'number' ? retryAfterMs : 0;
  const details =
    failedCalls % longestFailureStreak === 0 ? { isLasting: true } : { retryAfterMs: Math.max(pauseMs, askedMs) };
  return new StudioFailure(failure.name, failure.message, { ...failure.details, ...details }, failure.cause);
}

/** Failed calls for one attempt, at least 1: a plain request that only proves whose fault a failure is counts with it. */
export function countFailures(calls: readonly { modelCall: ModelCall | null }[]): number {
  const failed = calls.filter(({ modelCall }) => {
    const name = modelCall?.failure?.name;
    return name !== undefined && name !== 'Probe';
  });
  return Math.max(1, failed.length);
}
