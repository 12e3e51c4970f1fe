import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributePair } from '@temporalio/common';

/**
 * What Temporal's UI and `temporal workflow list` filter by. Names of runs, stages, splits and outcomes only: whoever may read the namespace sees
 * them. All are of type Keyword. A workflow sets them only where its input says that the server has them, since one that it lacks would stop it.
 */
export const searchAttributeKeys = {
  /** Id of the run; of every workflow of it. */
  run: defineSearchAttributeKey('ConvrecRun', 'KEYWORD'),
  /** Stage at which the run is. */
  stage: defineSearchAttributeKey('ConvrecStage', 'KEYWORD'),
  /** Split of a dialog: train, valid, test. */
  split: defineSearchAttributeKey('ConvrecSplit', 'KEYWORD'),
  /** `failed` or `unfinished` for a dialog, and none for an accepted one; for a run the status that it ended with. */
  outcome: defineSearchAttributeKey('ConvrecOutcome', 'KEYWORD'),
} as const;

export const searchAttributeNames: readonly string[] = Object.values(searchAttributeKeys).map(({ name }) => name);

/** Those that have a value, for `typedSearchAttributes` and `upsertSearchAttributes`. */
export function pairsOf(values: {
  run?: string;
  stage?: string;
  split?: string;
  outcome?: string;
}): SearchAttributePair[] {
  const { run, stage, split, outcome } = searchAttributeKeys;
  return [
    ...(values.run === undefined ? [] : [{ key: run, value: values.run }]),
    ...(values.stage === undefined ? [] : [{ key: stage, value: values.stage }]),
    ...(values.split === undefined ? [] : [{ key: split, value: values.split }]),
    ...(values.outcome === undefined ? [] : [{ key: outcome, value: values.outcome }]),
  ];
}
