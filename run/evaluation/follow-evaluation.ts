import type { Client, WorkflowHandle } from '@temporalio/client';
import { EvaluationProgressSchema } from '../../schemas/evaluation.ts';
import type { EvaluateRunInput, EvaluationProgress } from '../../schemas/evaluation.ts';
import type { evaluateRun } from '../../workflows/evaluate-run.ts';
import { followWorkflow } from '../life/follow-workflow.ts';
import { releaseLostSteps } from '../life/release-lost-steps.ts';

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
  if (memo?.['settings'] !== settings) return start('TERMINATE_EXISTING');
  await releaseLostSteps(client, handle.workflowId);
  return handle;
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
  const ended = await followWorkflow(handle, {
    pollMs,
    signal,
    async onPoll() {
      const progress = await queryProgress(handle);
      if (progress !== undefined) onProgress(progress);
    },
  });
  if (ended !== undefined) onProgress(ended);
  return ended;
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
