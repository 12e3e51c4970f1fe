import type { FailureName } from '../schemas/failure.ts';

/** Every exit code of `convrec` and what it means. */
export const exitCodes = [
  { code: 0, meaning: 'done; a run may hold failed dialogs beside accepted ones' },
  { code: 1, meaning: 'an unexpected error: please report it' },
  { code: 2, meaning: 'wrong usage, config or environment' },
  { code: 3, meaning: 'the reviews are malformed or none of them can be used' },
  { code: 4, meaning: 'no Temporal server can be reached or started' },
  { code: 5, meaning: 'the language model refused or cannot be reached' },
  { code: 6, meaning: 'the run was cancelled, or ended without one accepted dialog' },
  { code: 7, meaning: 'the query was refused or is wrong' },
  { code: 8, meaning: 'a run or its folder is missing or cannot be used' },
  { code: 9, meaning: 'doctor found a problem' },
  { code: 10, meaning: 'verify found a fault in the dataset, sql --assert-empty a row, or forget something left' },
  { code: 11, meaning: 'the run ended with fewer accepted dialogs than --limit asked for: no replacement is left' },
  { code: 12, meaning: 'the budget is spent; the run goes on when it is launched with a larger one' },
  { code: 13, meaning: 'replay found a difference between a dialog as it was made and today’s code' },
  { code: 129, meaning: 'ended by SIGHUP, as when its terminal closes; the run goes on when it is launched again' },
  { code: 130, meaning: 'interrupted (Ctrl+C); the run goes on when it is launched again' },
  { code: 143, meaning: 'ended by SIGTERM; the same holds' },
] as const;

export type ExitCode = (typeof exitCodes)[number]['code'];

export const exitCodeOf: Readonly<Record<FailureName, ExitCode>> = {
  InvalidRunConfig: 2,
  DatasetMalformed: 3,
  ServerUnavailable: 4,
  ModelRefused: 5,
  ModelUnavailable: 5,
  PlanInvalid: 6,
  FidelityExhausted: 6,
  BudgetSpent: 12,
  QueryRefused: 7,
  RunFolderUnusable: 8,
};

/** For the help texts. */
export function describeExitCodes(): string {
  return ['Exit codes:', ...exitCodes.map(({ code, meaning }) => `${String(code).padStart(5)}  ${meaning}`)].join('\n');
}
