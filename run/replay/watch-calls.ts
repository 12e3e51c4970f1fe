import { realizerNameOf } from '../../infra/model/create-realizer.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { Difference } from './find-difference.ts';
import { createFindOtherRequest } from '../../infra/model/rebuilt-requests.ts';
import type { LookAtCall } from './recorded-realizer.ts';

export interface WatchedCalls {
  look: LookAtCall;
  /** The first call that asked something else than today's code asks in its place; null where none did. */
  difference(): Difference | null;
}

/** Watches a dialog's calls while they are rehearsed; those of turns before `fromTurn` were asked by another run's config. */
export function watchCalls(config: RunConfig, fromTurn: number): WatchedCalls {
  const findOtherRequest = createFindOtherRequest(config);
  let difference: Difference | null = null;
  return {
    look(request, { turn, attempt }, call) {
      if (difference !== null || turn < fromTurn) return;
      const found = findOtherRequest(request, call);
      if (found === null) return;
      const [expected, other] = [call.requestHash, found].map((hash) => `request ${hash}`);
      difference = { at: 'request', turn, attempt, expected: expected ?? '', found: other ?? '' };
    },
    difference: () => difference,
  };
}

/** Between the realizer that the run's config names and those that the dialog's files name; null where they agree. */
export function findRealizerDifference(
  config: RunConfig,
  fromTurn: number,
  { dialog, attempts }: { dialog: Dialog; attempts: readonly Attempt[] },
): Difference | null {
  const expected = realizerNameOf(config);
  const describe = (turn: number | null, attempt: number | null, realizer: string): Difference => ({
    at: 'record',
    turn,
    attempt,
    expected: `realizer ${expected}`,
    found: `realizer ${realizer}`,
  });
  const other = attempts.find(({ turn, realizer }) => turn >= fromTurn && realizer !== expected);
  if (other !== undefined) return describe(other.turn, other.attempt, other.realizer);
  return dialog.realizer === expected ? null : describe(null, null, dialog.realizer);
}
