import type { RunRef } from '../schemas/run-ref.ts';

/** One dataset workflow a run: starting it twice finds the one that runs. */
export const datasetWorkflowId = (runId: string): string => `convrec/${runId}`;

export const shardWorkflowId = (ref: RunRef, pass: number, shard: number): string =>
  `convrec/${ref.runId}/${pass === 0 ? '' : `pass-${pass}-`}shard-${shard}`;

/** `dialogId` is a hash of the user and the target review, so the id is safe whatever the source's ids hold. */
export const dialogWorkflowId = (ref: RunRef, dialogId: string): string => `convrec/${ref.runId}/${dialogId}`;

/** Id of a training or a benchmark; `request` is a hash of what is asked for, so asking twice finds the one that runs. */
export const recommenderWorkflowId = (runId: string, request: string): string =>
  `convrec/${runId}/recommender-${request}`;
