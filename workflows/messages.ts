import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { RunProgress } from '../schemas/progress.ts';

export const progressQuery = defineQuery<RunProgress>('progress');

export interface FinishedDialogs {
  accepted: number;
  failed: number;
}

/** A shard tells the dataset workflow how many dialogs ended since it last told. */
export const dialogsFinishedSignal = defineSignal<[FinishedDialogs]>('dialogsFinished');
