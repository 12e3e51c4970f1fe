import type { Dialog } from '../schemas/dialog.ts';
import type { FailureName } from '../schemas/failure.ts';
import type { ModelCall, ModelRole } from '../schemas/model-call.ts';
import type { StageName } from '../schemas/stage-names.ts';

/**
 * Counts what a worker does, for its metrics. Only names of fixed lists, counts and durations go in: no id, no path, no text, so that a metric
 * shows nothing of the reviews and has a bounded number of series.
 */
export interface Meter {
  /** A call to a model's endpoint is sent. */
  callBegan(role: ModelRole): void;
  /** It has ended, with an answer or without. */
  callEnded(role: ModelRole, call: ModelCall): void;
  /** An attempt at a turn was checked; `failedChecks` are the names of the checks that found something, once each. */
  attemptChecked(failedChecks: readonly string[]): void;
  /** A dialog's record was written; `reason` is null for an accepted one. */
  dialogEnded(status: Dialog['status'], reason: FailureName | null): void;
  partMade(relation: 'clauses' | 'mentions'): void;
  /** A stage was computed, not found. */
  stageMade(stage: StageName, durationMs: number): void;
}

/** For a worker without a metrics port. */
export const noMeter: Meter = {
  callBegan: () => {},
  callEnded: () => {},
  attemptChecked: () => {},
  dialogEnded: () => {},
  partMade: () => {},
  stageMade: () => {},
};
