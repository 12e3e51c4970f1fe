import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowFailedError } from '@temporalio/client';
import { EvaluationProgressSchema } from '../../schemas/evaluation.ts';
import type { EvaluateRunInput, EvaluationProgress } from '../../schemas/evaluation.ts';
import type { evaluateRun } from '../../workflows/evaluate-run.ts';
import { toStudioFailure } from '../run/workflow-failure.ts';

export type EvaluationHandle = WorkflowHandle<typeof evaluateRun>;

/** One evaluation a run at a time. */
const evaluationWorkflowId = (runId: string): string => `convrec/${runId}/evaluation`;

/**
 * Starts the evaluation of a run, or finds the one that is going on. One that was begun with other settings is ended first: its answers are
 * kept in the run, so none of them is asked for again.
 */
export async function startEvaluation(
  client: Client,
  taskQueue: string,
  input: EvaluateRunInput,
): Promise<EvaluationHandle> {
  const settings = JSON.stringify(input);
  const start = (workflowIdConflictPolicy: 'USE_EXISTING' | 'TERMINATE_EXISTING'): Promise<EvaluationHandle> =>
    client.workflow.start<typeof evaluateRun>('evaluateRun', {
      workflowId: evaluationWorkflowId(input.ref.runId),
      taskQueue,
      args: [input],
      workflowIdConflictPolicy,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      memo: { settings },
    });
  const handle = await start('USE_EXISTING');
  const { memo } = await handle.describe();
  return memo?.['settings'] === settings ? handle : start('TERMINATE_EXISTING');
}

export interface FollowOptions {
  pollMs: number;
  /** Ends the following, not the evaluation. */
  signal: AbortSignal;
  onProgress: (progress: EvaluationProgress) => void;
}

/** Reports progress until the evaluation ends; undefined where it was told to stop following. Throws the evaluation's own failure. */
export async function followEvaluation(
  handle: EvaluationHandle,
  { pollMs, signal, onProgress }: FollowOptions,
): Promise<EvaluationProgress | undefined> {
  // Settles in either case, so that no rejection goes unseen between two polls.
  const ending = handle.result().then(
    (progress) => ({ progress }),
    (error: unknown) => ({ error }),
  );
  while (!signal.aborted) {
    const ended = await Promise.race([ending, sleep(pollMs, undefined, { signal }).catch(() => undefined)]);
    if (ended === undefined) {
      const progress = await queryProgress(handle);
      if (progress !== undefined) onProgress(progress);
    } else if ('error' in ended) {
      throw ended.error instanceof WorkflowFailedError ? toStudioFailure(ended.error) : ended.error;
    } else {
      onProgress(ended.progress);
      return ended.progress;
    }
  }
  return undefined;
}

/** Undefined where no worker answers in time. */
async function queryProgress(handle: EvaluationHandle): Promise<EvaluationProgress | undefined> {
  try {
    const answer = await handle.client.withDeadline(Date.now() + 2000, () =>
      handle.query<unknown>('evaluationProgress'),
    );
    return EvaluationProgressSchema.parse(answer);
  } catch {
    return undefined;
  }
}
