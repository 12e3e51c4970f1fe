import {
  ActivityFailure,
  ApplicationFailure,
  TimeoutFailure,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { FinishedDialog, StudioActivities } from '../activities/index.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import { localStepOptions, modelCallOptions } from './activity-options.ts';

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
}

/** The budget ended it: its journal keeps what it has, and it goes on when the run is launched again. */
export interface UnfinishedDialog {
  status: 'unfinished';
  reason: string;
}

/**
 * One user's dialog: turn by turn, each attempt a durable step. A turn with problems is made again, a bounded number of times; then the
 * dialog fails with a typed reason and its whole trace is kept.
 */
export async function synthesizeDialog(input: SynthesizeDialogInput): Promise<FinishedDialog | UnfinishedDialog> {
  const { ref, dialogId } = input;
  const { realizeTurn } = input.isOffline
    ? proxyLocalActivities<StudioActivities>(localStepOptions)
    : proxyActivities<StudioActivities>(modelCallOptions(input.modelTaskQueue, input.modelTimeoutMs));
  const { finishDialog } = proxyLocalActivities<StudioActivities>(localStepOptions);

  const simulate = async (): Promise<string | null> => {
    for (let turn = 0; turn < input.turns; turn += 1) {
      let problems: string[] = [];
      let isAccepted = false;
      for (let attempt = 0; attempt < input.maximumAttempts && !isAccepted; attempt += 1) {
        ({ accepted: isAccepted, problems } = await realizeTurn({ ref, dialogId, turn, attempt }));
      }
      if (!isAccepted) return `FidelityExhausted: turn ${turn}: ${problems.join(', ')}`;
    }
    return null;
  };

  let failure: string | null;
  try {
    failure = await simulate();
  } catch (error) {
    const spent = budgetEndOf(error);
    if (spent !== undefined) return { status: 'unfinished', reason: spent };
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    failure = refusal;
  }
  return finishDialog({ ref, dialogId, failure });
}

function budgetEndOf(error: unknown): string | undefined {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) return undefined;
  return error.cause.type === 'BudgetSpent' ? error.cause.message : undefined;
}

/** What ends only this dialog. Anything else (a wrong key, a lost run folder) would end every other dialog too and fails the run. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof ActivityFailure)) return undefined;
  if (error.cause instanceof TimeoutFailure && error.activityType === 'realizeTurn') {
    return `ModelUnavailable: no turn came to an end in time (${error.cause.timeoutType})`;
  }
  if (!(error.cause instanceof ApplicationFailure)) return undefined;
  const { type, message } = error.cause;
  return type === 'ModelRefused' || type === 'ModelUnavailable' ? `${type}: ${message}` : undefined;
}
