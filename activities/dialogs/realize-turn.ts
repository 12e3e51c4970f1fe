import type { RunRef } from '../../schemas/run-ref.ts';
import { nextAttempt } from '../../studio/simulation/next-attempt.ts';
import type { AttemptPlace, DialogBounds } from '../../studio/simulation/next-attempt.ts';
import type { Dependencies } from '../dependencies.ts';
import { openDialog, realizeAttempt } from './realize-attempt.ts';
import type { RealizedAttempt } from './realize-attempt.ts';

export interface RealizeTurnInput extends AttemptPlace {
  ref: RunRef;
  dialogId: string;
  /** How far to go on with the attempts that follow; absent in histories that are older than slices, where every attempt was asked for. */
  until?: SliceBounds;
}

export interface SliceBounds extends DialogBounds {
  /** No further attempt begins after this time. */
  sliceMs: number;
}

export interface RealizedTurns extends RealizedAttempt {
  /** Outcomes of the attempts that were made after it, in their order. */
  further?: RealizedAttempt[];
}

/**
 * Makes the activity `realizeTurn`: one attempt at one turn, and those that follow it as long as the slice lasts, so that a fast model is not
 * asked at the price of a round trip through the server at every turn. Each answer is in the journal before the next attempt begins: a slice that
 * is cut short is made again from there. Where the queue's rate is limited a slice is one attempt, since the server counts activities.
 */
export function createRealizeTurn(deps: Dependencies): (input: RealizeTurnInput) => Promise<RealizedTurns> {
  return async ({ ref, dialogId, turn, attempt, until }) => {
    const endsMs = deps.nowMs() + (until?.sliceMs ?? 0);
    const mayGoOn = async (): Promise<boolean> =>
      deps.nowMs() < endsMs && !deps.cancellation().aborted && !(await deps.isPaced());

    const dialog = await openDialog(deps, ref, dialogId);
    const first = await realizeAttempt(deps, dialog, { turn, attempt });
    if (until === undefined) return first;
    const further: RealizedAttempt[] = [];
    let place: AttemptPlace | undefined = nextAttempt({ turn, attempt }, first.accepted, until);
    while (place !== undefined && (await mayGoOn())) {
      const made = await realizeAttempt(deps, dialog, place);
      further.push(made);
      place = nextAttempt(place, made.accepted, until);
    }
    return { ...first, further };
  };
}
