import {
  ApplicationFailure,
  CancelledFailure,
  TemporalFailure,
  TerminatedFailure,
  TimeoutFailure,
} from '@temporalio/common';
import { failureNames, StudioFailure } from '../../schemas/failure.ts';
import type { FailureDetails, FailureName } from '../../schemas/failure.ts';
import { RunCancelled } from './run-cancelled.ts';

/** What stopped the run: the typed failure of the step at the bottom of the chain, as it was thrown there; else an Error that says it. */
export function toStudioFailure(failure: Error): Error {
  const chain = listCauses(failure);
  const typed = chain.find((cause) => cause instanceof ApplicationFailure && isFailureName(cause.type));
  if (typed instanceof ApplicationFailure && isFailureName(typed.type)) {
    return new StudioFailure(typed.type, typed.message, readDetails(typed.details), failure);
  }
  if (chain.some((cause) => cause instanceof CancelledFailure || cause instanceof TerminatedFailure)) {
    return new RunCancelled('the run was cancelled');
  }
  if (chain.some((cause) => cause instanceof ApplicationFailure && cause.type === 'RunCancelled')) {
    return new RunCancelled('the run was cancelled: what had begun was finished, nothing more was begun');
  }
  const root = chain.findLast((cause) => cause instanceof TemporalFailure) ?? failure;
  const kind = root instanceof TimeoutFailure ? 'a step took too long' : 'a step failed';
  return new Error(`${kind}: ${root.message}`, { cause: failure });
}

function listCauses(error: Error): Error[] {
  const chain: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) chain.push(cause);
  return chain;
}

const isFailureName = (type: unknown): type is FailureName => failureNames.some((name) => name === type);

function readDetails(details: unknown): FailureDetails {
  const [first]: unknown[] = Array.isArray(details) ? details : [];
  const remedy = typeof first === 'object' && first !== null && 'remedy' in first ? first.remedy : undefined;
  return typeof remedy === 'string' ? { remedy } : {};
}
