import {
  ActivityFailure,
  condition,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { StudioActivities } from '../activities/index.ts';
import type { GenerateDatasetInput } from '../schemas/progress.ts';
import { bookkeepingOptions } from './activity-options.ts';
import { addModelUse, noModelUse } from '../studio/spending/model-use.ts';
import { controlSignal, dialogsFinishedSignal, shardProgressQuery } from './messages.ts';
import type { FinishedDialogs, RunControl } from './messages.ts';
import { placesPerStep } from './places.ts';
import { pairsOf } from './search-attributes.ts';
import type { synthesizeDialog } from './synthesize-dialog.ts';
import { dialogWorkflowId } from './workflow-ids.ts';

export interface SynthesizeShardInput extends GenerateDatasetInput {
  /** 0: the dialogs asked for; every further pass replaces the failures of the one before. */
  pass: number;
  /** 0-based; the shard holds the pass's dialogs `shard * dialogsPerShard` and on, in dialog id order. */
  shard: number;
  datasetWorkflowId: string;
  dialogsPerSignal: number;
  /** As it was when the shard began, with the places that the shard before it left. */
  control: RunControl;
}

export interface SimulatedShard extends FinishedDialogs {
  /** What the budget said when it ended the shard; the dialogs left go on when the run is launched again. */
  budgetEnd?: string;
}

/**
 * Fans out one workflow for each user's dialog of the shard, a bounded number at once. Dialogs that ended before are not made again. When the
 * last one has begun, the dataset workflow begins the next shard with the places that this one does not need any more.
 */
export async function synthesizeShard(input: SynthesizeShardInput): Promise<SimulatedShard> {
  const { ref } = input;
  const { listPlannedDialogs, keepHistories } = proxyActivities<StudioActivities>(bookkeepingOptions);
  const dataset = getExternalWorkflowHandle(input.datasetWorkflowId);
  const { pass, shard, dialogsPerShard, isSearchable = false } = input;
  const listed = await listPlannedDialogs({
    ref,
    pass,
    shard,
    dialogsPerShard,
    ...(input.retryFailed === true ? { retryFailed: true } : {}),
  });
  const total: SimulatedShard = { ...listed.finished };
  let untold: FinishedDialogs = { ...listed.finished };
  let begun = 0;
  let inWork = 0;
  setHandler(shardProgressQuery, () => ({ untold, inWork }));
  const hasAllBegun = (): boolean => begun === listed.waiting.length;
  let { control } = input;
  let toldPlaces = control.dialogsAtOnce;
  const tell = async (): Promise<void> => {
    const news = { ...untold, shard, ...(hasAllBegun() ? { lastInWork: inWork } : {}) };
    untold = { accepted: 0, failed: 0 };
    if (hasAllBegun()) toldPlaces = inWork;
    await dataset.signal(dialogsFinishedSignal, news);
  };
  const tellIfMuch = async (): Promise<void> => {
    const leavesPlaces = hasAllBegun() && toldPlaces - inWork >= placesPerStep(control.dialogsAtOnce);
    if (leavesPlaces || untold.accepted + untold.failed >= input.dialogsPerSignal) await tell();
  };

  const isOver = (): boolean => control.isCancelled || total.budgetEnd !== undefined;
  let lanes = 0;
  let problem: { error: unknown } | undefined;
  const simulateNext = async (): Promise<void> => {
    // Every lane pulls from the same list, so at most `dialogsAtOnce` children run whatever their lengths.
    for (;;) {
      if (control.isPaused && !isOver()) await condition(() => !control.isPaused || isOver());
      if (isOver() || lanes > control.dialogsAtOnce) return;
      const next = listed.waiting[begun];
      if (next === undefined) return;
      const { dialogId, turns, split, attemptsBefore = 0 } = next;
      begun += 1;
      inWork += 1;
      const ended = await executeChild<typeof synthesizeDialog>('synthesizeDialog', {
        workflowId: dialogWorkflowId(ref, dialogId),
        staticSummary: `${turns} turns${split === undefined ? '' : `, split ${split}`}`,
        ...(isSearchable
          ? { typedSearchAttributes: pairsOf({ run: ref.runId, ...(split === undefined ? {} : { split }) }) }
          : {}),
        args: [
          {
            ref,
            dialogId,
            turns,
            maximumAttempts: attemptsBefore + input.maximumAttempts,
            isOffline: input.isOffline,
            modelTimeoutMs: input.modelTimeoutMs,
            modelTaskQueue: input.modelTaskQueue,
            ...(isSearchable ? { isSearchable } : {}),
          },
        ],
      });
      inWork -= 1;
      if (ended.status === 'unfinished') {
        total.budgetEnd ??= ended.reason;
      } else {
        total[ended.status] += 1;
        untold[ended.status] += 1;
        if (ended.use !== undefined) untold.use = addModelUse(untold.use ?? noModelUse, ended.use);
      }
      await tellIfMuch();
    }
  };
  const openLane = async (): Promise<void> => {
    lanes += 1;
    try {
      await simulateNext();
    } catch (error) {
      problem ??= { error };
    } finally {
      lanes -= 1;
    }
  };
  const openLanes = (): void => {
    for (let missing = control.dialogsAtOnce - lanes; missing > 0; missing -= 1) void openLane();
  };
  setHandler(controlSignal, (changed) => {
    control = changed;
    openLanes();
  });
  openLanes();
  // Fewer dialogs than places, or none.
  await tellIfMuch();
  await condition(() => (lanes === 0 && (hasAllBegun() || isOver())) || problem !== undefined);
  if (problem !== undefined) throw problem.error;
  if (untold.accepted + untold.failed > 0 || toldPlaces > 0) await tell();
  // The next shard is at work meanwhile.
  await keepHistories({ ref, pass, shard, dialogsPerShard }).catch((error: unknown) => {
    // Dialogs are worth more than their histories: the run goes on, and its report counts the dialogs that have none.
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  });
  return total;
}
