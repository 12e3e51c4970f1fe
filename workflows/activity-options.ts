import type { ActivityOptions, LocalActivityOptions, RetryPolicy } from '@temporalio/workflow';

/** Data work reads and writes files only: what fails for good says so itself, anything else deserves a few tries (a full disk, a killed worker). */
const dataRetry: RetryPolicy = {
  initialInterval: '2s',
  backoffCoefficient: 3,
  maximumInterval: '1m',
  maximumAttempts: 8,
};

/**
 * A model call may be refused for minutes by a rate limit: the activity says when to ask again, after an endpoint's own Retry-After of up to five minutes. The client
 * itself never retries, so every call is counted here.
 */
const modelRetry: RetryPolicy = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '2m',
  maximumAttempts: 30,
};

/** A stage may take hours; a missed pulse shows within two minutes that its worker died. */
export const stageOptions = (taskQueue: string): ActivityOptions => ({
  taskQueue,
  startToCloseTimeout: '24h',
  heartbeatTimeout: '2m',
  retry: dataRetry,
});

/** A training may take days; after a kill it goes on from its last epoch, so that a lost worker costs little. */
export const trainingOptions = (taskQueue: string): ActivityOptions => ({
  taskQueue,
  startToCloseTimeout: '72h',
  heartbeatTimeout: '2m',
  retry: dataRetry,
});

/** Writing or listing a few files; a step whose worker or answer was lost is tried again after a minute, not after all it may take. */
export const bookkeepingOptions: ActivityOptions = {
  startToCloseTimeout: '5m',
  heartbeatTimeout: '1m',
  retry: dataRetry,
};

/**
 * How long an activity goes on with the turns that follow. A round trip through the server costs as much as some 20 ms of both cores of a small
 * machine, so that of a model that answers in half a second every tenth call bears one; one that takes five is asked at a turn an activity.
 */
export const sliceMs = 5_000;

/** Before its call an activity may wait in its worker for a place at an overloaded endpoint. */
const longestWaitForPlaceMs = 15 * 60_000;

/** A missed pulse shows that the worker died long before the time is up. */
export const modelCallOptions = (taskQueue: string, modelTimeoutMs: number): ActivityOptions => ({
  taskQueue,
  startToCloseTimeout: sliceMs + longestWaitForPlaceMs + modelTimeoutMs + 30_000,
  heartbeatTimeout: '1m',
  retry: modelRetry,
});

/** Many calls of a slice may fail, each for a while: the activity says when to ask again, and gives up a turn at as many failures in a row. */
export const sliceOptions = (taskQueue: string, modelTimeoutMs: number): ActivityOptions => ({
  ...modelCallOptions(taskQueue, modelTimeoutMs),
  retry: { ...modelRetry, maximumAttempts: 300 },
});

/** Offline turns and the end of a dialog take milliseconds and cost nothing: recorded in the history, but without a round trip each. */
export const localStepOptions: LocalActivityOptions = { startToCloseTimeout: '1m', retry: dataRetry };
