import { createHash } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { progressFolder } from '../activities/training-paths.ts';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { TrainingProgressSchema } from '../schema.ts';
import type { BenchmarkRequest, TrainingProgress, TrainingReport, TrainingRequest } from '../schema.ts';
import type { RunRef } from '../../../schemas/run-ref.ts';
import type { BenchmarkProgress } from '../../../workflows/messages.ts';
import type { benchmarkRecommenders, trainRecommender, TrainingQueues } from '../../../workflows/train-recommender.ts';
import { recommenderWorkflowId } from '../../../workflows/workflow-ids.ts';
import { followWorkflow } from '../../../run/life/follow-workflow.ts';
import { releaseLostSteps } from '../../../run/life/release-lost-steps.ts';

export type TrainingHandle = WorkflowHandle<typeof trainRecommender>;
export type BenchmarkHandle = WorkflowHandle<typeof benchmarkRecommenders>;

/** Starts a training, or finds the one that is going on, and gives back what a killed process had in work. */
export async function startTraining(
  client: Client,
  taskQueue: string,
  request: TrainingRequest & TrainingQueues,
): Promise<TrainingHandle> {
  const options = { ...startOnce(taskQueue, request), args: [request] as [typeof request] };
  const handle = await client.workflow.start<typeof trainRecommender>('trainRecommender', options);
  await releaseLostSteps(client, handle.workflowId);
  return handle;
}

/** Starts a benchmark, or finds the one that is going on, and gives back what a killed process had in work. */
export async function startBenchmark(
  client: Client,
  taskQueue: string,
  request: BenchmarkRequest & TrainingQueues,
): Promise<BenchmarkHandle> {
  const options = { ...startOnce(taskQueue, request), args: [request] as [typeof request] };
  const handle = await client.workflow.start<typeof benchmarkRecommenders>('benchmarkRecommenders', options);
  await releaseLostSteps(client, handle.workflowId);
  return handle;
}

const startOnce = (taskQueue: string, request: { ref: RunRef }) =>
  ({
    workflowId: identify(request.ref, request),
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  }) as const;

const identify = ({ runId }: RunRef, request: object): string =>
  recommenderWorkflowId(runId, createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 16));

export interface FollowTraining {
  run: RunFolder;
  pollMs: number;
  /** Ends the following, not the training. */
  signal: AbortSignal;
  /** Every training that went on since the last call, as it is now. */
  onProgress: (progress: TrainingProgress) => void;
  /** After every poll. */
  onPoll?: () => Promise<void>;
}

/** Reports progress until the workflow ends. Undefined where it was told to stop following; throws the workflow's own failure. */
export async function followTraining<T>(
  handle: { result(): Promise<T> },
  { run, pollMs, signal, onProgress, onPoll }: FollowTraining,
): Promise<T | undefined> {
  const told = await readProgress(run);
  const tellNews = async (): Promise<void> => {
    for (const [name, text] of await readProgress(run)) {
      if (told.get(name) === text) continue;
      told.set(name, text);
      onProgress(TrainingProgressSchema.parse(JSON.parse(text)));
    }
    await onPoll?.();
  };
  return followWorkflow(handle, { pollMs, signal, onPoll: tellNews, onEnd: tellNews });
}

async function readProgress(run: RunFolder): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const name of await run.listNames(progressFolder)) {
    const text = name.endsWith('.json') ? await run.readText(`${progressFolder}/${name}`) : undefined;
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

/** Undefined where no worker answers in time. */
export async function queryBenchmark(
  client: Client,
  { workflowId }: BenchmarkHandle,
  timeoutMs: number,
): Promise<{ planned: number; reports: readonly TrainingReport[] } | undefined> {
  try {
    return await client.withDeadline(Date.now() + timeoutMs, () =>
      client.workflow.getHandle(workflowId).query<BenchmarkProgress>('benchmarkProgress'),
    );
  } catch {
    return undefined;
  }
}
