import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';

/** What the budget said where an activity failed because it is spent; undefined for any other error. */
export function budgetEndOf(error: unknown): string | undefined {
  const failure = applicationFailureOf(error);
  return failure?.type === 'BudgetSpent' ? failure.message : undefined;
}

/**
 * Why a model call brought nothing, where that ends only one dialog or one question: the endpoint refused it, stayed away, or `modelActivity`
 * ran out of time. Undefined for anything else (a wrong key, a lost run folder), which would end every other one too.
 */
export function refusalOf(error: unknown, modelActivity: 'realizeTurn' | 'judgeDialog'): string | undefined {
  if (!(error instanceof ActivityFailure)) return undefined;
  if (error.cause instanceof TimeoutFailure && error.activityType === modelActivity) {
    return `ModelUnavailable: no ${made[modelActivity]} came to an end in time (${error.cause.timeoutType})`;
  }
  const failure = applicationFailureOf(error);
  const isRefusal = failure?.type === 'ModelRefused' || failure?.type === 'ModelUnavailable';
  return isRefusal ? `${failure.type}: ${failure.message}` : undefined;
}

/** What an activity that calls the model makes. */
const made = { realizeTurn: 'turn', judgeDialog: 'judgement' } as const;

function applicationFailureOf(error: unknown): ApplicationFailure | undefined {
  const isFailed = error instanceof ActivityFailure && error.cause instanceof ApplicationFailure;
  return isFailed ? error.cause : undefined;
}
