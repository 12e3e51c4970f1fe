/** Names of the failures a run can end in; the name travels through Temporal as the ApplicationFailure's `type`. */
export const failureNames = [
  'InvalidRunConfig',
  'DatasetMalformed',
  'PlanInvalid',
  'ModelRefused',
  'ModelUnavailable',
  'FidelityExhausted',
  'BudgetSpent',
  'RunFolderUnusable',
  'ServerUnavailable',
  'QueryRefused',
] as const;

export type FailureName = (typeof failureNames)[number];

/** Failures that may pass when the same step is tried again; every other one ends its step at once. */
export const retryableFailures: readonly FailureName[] = ['ModelUnavailable', 'RunFolderUnusable'];

export interface FailureDetails {
  /** What a person can do about it, one sentence. */
  remedy?: string;
  /** What replay needs to end in the same place again. */
  [key: string]: unknown;
}

/** An error with a name of the closed list above; only `cli/main.ts` turns it into text and an exit code. */
export class StudioFailure extends Error {
  override readonly name: FailureName;
  readonly details: FailureDetails;

  constructor(name: FailureName, message: string, details: FailureDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = name;
    this.details = details;
  }
}
