import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { TrainingReport } from '../packages/recommender/schema.ts';
import type { EvaluationProgress } from '../schemas/evaluation.ts';
import type { ModelUse } from '../schemas/model-use.ts';
import type { RunProgress } from '../schemas/progress.ts';

export const progressQuery = defineQuery<RunProgress>('progress');

export interface FinishedDialogs {
  accepted: number;
  failed: number;
  /** Model use of the dialogs that ended; absent in signals from older workers. */
  use?: ModelUse;
}

/** What a shard reports to the dataset workflow. */
export interface ShardNews extends FinishedDialogs {
  shard: number;
  /** Once all of the shard's dialogs have begun: those that have not ended, whose places are all that the shard still needs. */
  lastInWork?: number;
}

export const dialogsFinishedSignal = defineSignal<[ShardNews]>('dialogsFinished');

/** What a person may change while a run is going on. */
export interface RunControl {
  /** No dialog and no stage begins; what has begun is finished. */
  isPaused: boolean;
  /** The same, and then the run ends. */
  isCancelled: boolean;
  dialogsAtOnce: number;
}

export const controlUpdate = defineUpdate<RunProgress, [Partial<RunControl>]>('control');

/** From the dataset workflow to the shard that begins dialogs; `dialogsAtOnce` are the places it may take. */
export const controlSignal = defineSignal<[RunControl]>('control');

export interface ShardProgress {
  /** Dialogs that ended since the shard's last report. */
  untold: FinishedDialogs;
  inWork: number;
}

export const shardProgressQuery = defineQuery<ShardProgress>('shardProgress');

export const evaluationProgressQuery = defineQuery<EvaluationProgress>('evaluationProgress');

/** Trainings of a benchmark that have ended, and all there will be. */
export interface BenchmarkProgress {
  planned: number;
  reports: TrainingReport[];
}

export const benchmarkProgressQuery = defineQuery<BenchmarkProgress>('benchmarkProgress');
