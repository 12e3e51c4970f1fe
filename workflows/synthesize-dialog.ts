import { proxyActivities, proxyLocalActivities, upsertSearchAttributes } from '@temporalio/workflow';
import type { FinishedDialog, StudioActivities } from '../activities/index.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import { nextAttempt } from '../studio/simulation/next-attempt.ts';
import type { AttemptPlace } from '../studio/simulation/next-attempt.ts';
import type { RealizedAttempt } from '../activities/dialogs/realize-attempt.ts';
import { budgetEndOf, refusalOf } from './activity-failures.ts';
import { localStepOptions, sliceMs, sliceOptions } from './activity-options.ts';
import { pairsOf } from './search-attributes.ts';

export interface SynthesizeDialogInput {
  ref: RunRef;
  dialogId: string;
  /** Planned turns. */
  turns: number;
  maximumAttempts: number;
  isOffline: boolean;
  modelTimeoutMs: number;
  /** Task queue of calls to a model endpoint. */
  modelTaskQueue: string;
  /** The server has the search attributes. */
  isSearchable?: boolean;
}

/** The budget ended it: its journal keeps what it has, and it goes on when the run is launched again. */
export interface UnfinishedDialog {
  status: 'unfinished';
  reason: string;
}

/**
 * One user's dialog: turn by turn, in durable steps of as many attempts as fit into a slice. A turn with problems is made again, a bounded
 * number of times; then the dialog fails with a typed reason and its whole trace is kept.
 */
export async function synthesizeDialog(input: SynthesizeDialogInput): Promise<FinishedDialog | UnfinishedDialog> {
  const { ref, dialogId } = input;
  const realizeTurnAt = ({ turn, attempt }: AttemptPlace): StudioActivities['realizeTurn'] => {
    if (input.isOffline) return proxyLocalActivities<StudioActivities>(localStepOptions).realizeTurn;
    const options = sliceOptions(input.modelTaskQueue, input.modelTimeoutMs);
    const summary = `from turn ${turn + 1} of ${input.turns}, attempt ${attempt + 1}`;
    return proxyActivities<StudioActivities>({ ...options, summary }).realizeTurn;
  };
  const { finishDialog } = proxyLocalActivities<StudioActivities>(localStepOptions);

  const until = { turns: input.turns, maximumAttempts: input.maximumAttempts, sliceMs };
  const ahead: RealizedAttempt[] = [];
  const realize = async (place: AttemptPlace): Promise<RealizedAttempt> => {
    const known = ahead.shift();
    if (known !== undefined) return known;
    const { further = [], ...made } = await realizeTurnAt(place)({ ref, dialogId, ...place, until });
    ahead.push(...further);
    return made;
  };
  const simulate = async (): Promise<string | null> => {
    let place: AttemptPlace = { turn: 0, attempt: 0 };
    for (;;) {
      const { accepted, problems } = await realize(place);
      const next = nextAttempt(place, accepted, until);
      if (next === undefined) return accepted ? null : `FidelityExhausted: turn ${place.turn}: ${problems.join(', ')}`;
      place = next;
    }
  };

  const show = (ended: FinishedDialog | UnfinishedDialog): FinishedDialog | UnfinishedDialog => {
    // A dialog that failed is a result too, so that its workflow is Completed: only the outcome shows it. An accepted one is spared the event.
    const isSaid = input.isSearchable === true && ended.status !== 'accepted';
    if (isSaid) upsertSearchAttributes(pairsOf({ outcome: ended.status }));
    return ended;
  };

  let failure: string | null;
  try {
    failure = await simulate();
  } catch (error) {
    const spent = budgetEndOf(error);
    if (spent !== undefined) return show({ status: 'unfinished', reason: spent });
    const refusal = refusalOf(error, 'realizeTurn');
    if (refusal === undefined) throw error;
    failure = refusal;
  }
  return show(await finishDialog({ ref, dialogId, failure }));
}
