import { ApplicationFailure } from '@temporalio/common';
import { StudioFailure, retryableFailures } from '../../schemas/failure.ts';
import type { Dependencies } from '../dependencies.ts';

/** Makes a durable step of a piece of work: it heart-beats while it runs, and its failures are typed. */
export function createStep(deps: Dependencies) {
  return <I, O>(work: (input: I) => Promise<O>): ((input: I) => Promise<O>) => withTypedFailures(withPulse(deps, work));
}

const pulseMs = 20_000;

/** Heart-beats while a long statement runs inside DuckDB, where no code of ours could. */
function withPulse<I, O>(deps: Dependencies, work: (input: I) => Promise<O>): (input: I) => Promise<O> {
  return async (input) => {
    const pulse = setInterval(() => deps.heartbeat(null), pulseMs);
    try {
      return await work(input);
    } finally {
      clearInterval(pulse);
    }
  };
}

/** Failures leave with their name as the type and their retry rule. */
export function withTypedFailures<I, O>(work: (input: I) => Promise<O>): (input: I) => Promise<O> {
  return async (input) => {
    try {
      return await work(input);
    } catch (error) {
      if (!(error instanceof StudioFailure)) throw error;
      const { retryAfterMs, isLasting } = error.details;
      throw ApplicationFailure.create({
        type: error.name,
        message: error.message,
        details: [error.details],
        nonRetryable: isLasting === true || !retryableFailures.includes(error.name),
        ...(typeof retryAfterMs === 'number' && retryAfterMs > 0 ? { nextRetryDelay: retryAfterMs } : {}),
        cause: error,
      });
    }
  };
}
