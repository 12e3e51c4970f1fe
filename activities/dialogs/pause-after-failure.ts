import { StudioFailure } from '../../schemas/failure.ts';

/** Calls that fail one after the other before the dialog is given up: more than half an hour of pauses. */
export const longestFailureStreak = 30;

const firstPauseMs = 1_000;
const longestPauseMs = 2 * 60_000;

/**
 * When to ask again after `failedCalls` calls (1 and more) for the same attempt failed in a row: 1 s, doubling up to two minutes, unless the
 * endpoint named a time; after every 30th not at all. The server's own back-off would count all failures of an activity, whatever answers
 * came between them, and make a dialog of many turns wait for minutes at an endpoint that fails now and then.
 */
export function pauseAfterFailure(failure: StudioFailure, failedCalls: number): StudioFailure {
  if (failure.name !== 'ModelUnavailable') return failure;
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failedCalls - 1));
  const details =
    failedCalls % longestFailureStreak === 0 ? { isLasting: true } : { retryAfterMs: pauseMs, ...failure.details };
  return new StudioFailure(failure.name, failure.message, { ...failure.details, ...details }, failure.cause);
}
