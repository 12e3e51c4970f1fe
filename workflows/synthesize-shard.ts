import { executeChild, getExternalWorkflowHandle, proxyActivities } from '@temporalio/workflow';
import type { StudioActivities } from '../activities/index.ts';
import type { GenerateDatasetInput } from '../schemas/progress.ts';
import { bookkeepingOptions } from './activity-options.ts';
import { dialogsFinishedSignal } from './messages.ts';
import type { FinishedDialogs } from './messages.ts';
import type { synthesizeDialog } from './synthesize-dialog.ts';
import { dialogWorkflowId } from './workflow-ids.ts';

export interface SynthesizeShardInput extends GenerateDatasetInput {
  /** 0: the dialogs asked for; every further pass replaces the failures of the one before. */
  pass: number;
  /** 0-based; the shard holds the pass's dialogs `shard * dialogsPerShard` and on, in dialog id order. */
  shard: number;
  datasetWorkflowId: string;
}

/** Finished dialogs between two signals to the dataset workflow: keeps its history short and its counts live. */
const dialogsPerSignal = 10;

/** Fans out one workflow for each user's dialog of the shard, a bounded number at once. Dialogs that ended before are not made again. */
export async function synthesizeShard(input: SynthesizeShardInput): Promise<FinishedDialogs> {
  const { ref } = input;
  const { listPlannedDialogs } = proxyActivities<StudioActivities>(bookkeepingOptions);
  const dataset = getExternalWorkflowHandle(input.datasetWorkflowId);
  const { pass, shard, dialogsPerShard } = input;
  const listed = await listPlannedDialogs({ ref, pass, shard, dialogsPerShard });
  const total: FinishedDialogs = { ...listed.finished };
  let untold: FinishedDialogs = { ...listed.finished };
  const tell = async (): Promise<void> => {
    const told = untold;
    untold = { accepted: 0, failed: 0 };
    if (told.accepted + told.failed > 0) await dataset.signal(dialogsFinishedSignal, told);
  };

  const waiting = listed.waiting.values();
  const simulateNext = async (): Promise<void> => {
    // Every lane pulls from the same iterator, so at most `dialogsAtOnce` children run whatever their lengths.
    for (const { dialogId, turns } of waiting) {
      const { status } = await executeChild<typeof synthesizeDialog>('synthesizeDialog', {
        workflowId: dialogWorkflowId(ref, dialogId),
        args: [
          {
            ref,
            dialogId,
            turns,
            maximumAttempts: input.maximumAttempts,
            isOffline: input.isOffline,
            modelTimeoutMs: input.modelTimeoutMs,
            modelTaskQueue: input.modelTaskQueue,
          },
        ],
      });
      total[status] += 1;
      untold[status] += 1;
      if (untold.accepted + untold.failed >= dialogsPerSignal) await tell();
    }
  };
  await Promise.all(Array.from({ length: input.dialogsAtOnce }, simulateNext));
  await tell();
  return total;
}
