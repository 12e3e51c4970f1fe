import { z } from 'zod';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createFinishDialog } from '../../activities/dialogs/finish-dialog.ts';
import { createRealizeTurn } from '../../activities/dialogs/realize-turn.ts';
import { findAnswered, isAnswered } from '../../activities/dialogs/realize-attempt.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { findAttemptDifference, findEndDifference, findOutcomeDifference } from './find-difference.ts';
import type { Difference } from './find-difference.ts';
import { readRecordedEnd } from './read-history.ts';
import type { RecordedDialog } from './recorded-dialogs.ts';
import { NoAnswerRecorded, createRecordedRealizer } from './recorded-realizer.ts';
import type { LookAtCall } from './recorded-realizer.ts';
import { openRehearsal } from './rehearsal.ts';
import type { WorkflowCall } from './replay-workflows.ts';

/** Input of `realizeTurn`, as far as it is looked at. */
export const RealizeTurnCallSchema = z.object({
  turn: z.number(),
  attempt: z.number(),
  until: z.object({ turns: z.number(), maximumAttempts: z.number(), sliceMs: z.number() }).optional(),
});
const FinishDialogCallSchema = z.object({ failure: z.string().nullable() });

/**
 * Makes again, from the kept answers and by today's code, every attempt that the workflow asked for, and the dialog of them. Returns the first
 * thing that is not as it was recorded; null where nothing is.
 */
export async function replayTurns(
  deps: Dependencies,
  ref: RunRef,
  { dialog, attempts, history }: RecordedDialog & { history: string },
  calls: readonly WorkflowCall[],
  look: LookAtCall,
): Promise<Difference | null> {
  const { dialogId } = dialog;
  const rehearsal = openRehearsal(deps, dialogId, (config) => createRecordedRealizer(config, attempts, look));
  const realizeTurn = createRealizeTurn(rehearsal.deps);
  const recorded = attempts.filter(isAnswered);
  let compared = 0;
  for (const { activity, input } of calls) {
    if (activity !== 'realizeTurn') continue;
    const { turn, attempt, until } = RealizeTurnCallSchema.parse(input);
    // The slice before went on to it.
    if (findAnswered(rehearsal.attempts(), { turn, attempt }) !== undefined) continue;
    const bounds = until === undefined ? {} : { until };
    await realizeTurn({ ref, dialogId, turn, attempt, ...bounds }).catch((error: unknown) => {
      if (!(error instanceof NoAnswerRecorded)) throw error;
    });
    for (const found of rehearsal.attempts().filter(isAnswered).slice(compared)) {
      const difference = findAttemptDifference(recorded[compared], found);
      if (difference !== null) return difference;
      compared += 1;
    }
  }
  const unasked = findAttemptDifference(recorded[compared], undefined);
  if (unasked !== null) return unasked;
  const end = calls.find(({ activity }) => activity === 'finishDialog');
  if (end !== undefined) {
    const { failure } = FinishDialogCallSchema.parse(end.input);
    await createFinishDialog(rehearsal.deps)({ ref, dialogId, failure });
  }
  const made = rehearsal.dialog();
  // Who speaks by the config is compared apart.
  const remade = made && { ...made, realizer: dialog.realizer };
  const recordedEnd = readRecordedEnd(history);
  // A retry that failed too leaves the dialog's record as it was; its own outcome is in its history alone.
  const isFailedRetry =
    dialog.status === 'failed' && recordedEnd?.status === 'failed' && recordedEnd.reason !== dialog.reason;
  return isFailedRetry ? findEndDifference(recordedEnd, remade) : findOutcomeDifference(dialog, remade);
}
