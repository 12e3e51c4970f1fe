import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { GenerateDatasetInput, RunProgress } from '../../schemas/progress.ts';
import { RunProgressSchema } from '../../schemas/progress.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { generateDataset } from '../../workflows/generate-dataset.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import { toStudioFailure } from './workflow-failure.ts';

export type RunHandle = WorkflowHandle<typeof generateDataset>;

/**
 * Starts the dataset workflow of a run, or finds the one that is going on. Throws RunFolderUnusable when that one works in another folder:
 * a shared server may have met the same run from elsewhere.
 */
export async function startRun(client: Client, taskQueue: string, input: GenerateDatasetInput): Promise<RunHandle> {
  const isPreview = input.previewDialogs !== undefined;
  const handle = await client.workflow
    .start<typeof generateDataset>('generateDataset', {
      workflowId: datasetWorkflowId(input.ref.runId),
      taskQueue,
      args: [input],
      // A preview that joined the whole run would pay for all of it.
      workflowIdConflictPolicy: isPreview ? 'FAIL' : 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      memo: { runsRoot: input.ref.runsRoot },
    })
    .catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      throw new StudioFailure(
        'RunFolderUnusable',
        `run ${input.ref.runId} is going on already, so there is nothing to preview`,
        {
          remedy: 'Look at it with `convrec status`; `convrec cancel` ends it.',
        },
      );
    });
  const { memo } = await handle.describe();
  const runsRoot = memo?.['runsRoot'];
  if (typeof runsRoot === 'string' && runsRoot !== input.ref.runsRoot) {
    throw new StudioFailure('RunFolderUnusable', `run ${input.ref.runId} is going on in ${runsRoot}`, {
      remedy: `Launch with --runs ${runsRoot}, or cancel that workflow (${handle.workflowId}) first.`,
    });
  }
  return handle;
}

/** Ends a run that is going on, its dialogs included; nothing happens when there is none. */
export async function terminateRun(client: Client, ref: RunRef, reason: string): Promise<void> {
  try {
    await client.workflow.getHandle(datasetWorkflowId(ref.runId)).terminate(reason);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

export interface FollowOptions {
  pollMs: number;
  /** Ends the following, not the run. */
  signal: AbortSignal;
  onProgress: (progress: RunProgress) => void;
  /** A line on a step that failed and is tried again; the same line may come often. */
  onRetry: (line: string) => void;
}

/** Reports progress until the run ends. Returns undefined when it was told to stop following; throws the run's own failure. */
export async function followRun(
  client: Client,
  handle: RunHandle,
  options: FollowOptions,
): Promise<RunProgress | undefined> {
  const { signal, pollMs, onProgress, onRetry } = options;
  // Settles in either case, so that no rejection goes unseen between two polls.
  const ending = handle.result().then(
    (progress) => ({ progress }),
    (error: unknown) => ({ error }),
  );
  for (let poll = 0; !signal.aborted; poll += 1) {
    const ended = await Promise.race([ending, sleep(pollMs, undefined, { signal }).catch(() => undefined)]);
    if (ended !== undefined) return finish(ended, onProgress);
    const progress = await queryProgress(client, handle.workflowId, pollMs * 4);
    if (progress !== undefined) onProgress(progress);
    if (poll % pollsPerRetryLook === pollsPerRetryLook - 1) for (const line of await findRetries(handle)) onRetry(line);
  }
  return undefined;
}

function finish(
  ended: { progress: RunProgress } | { error: unknown },
  onProgress: FollowOptions['onProgress'],
): RunProgress {
  if ('error' in ended) throw ended.error instanceof WorkflowFailedError ? toStudioFailure(ended.error) : ended.error;
  onProgress(ended.progress);
  return ended.progress;
}

const pollsPerRetryLook = 10;

/** Steps of the run itself that failed and wait for their next try: nothing else would tell that a disk is full. */
async function findRetries(handle: RunHandle): Promise<string[]> {
  try {
    const { raw } = await handle.describe();
    return (raw.pendingActivities ?? []).flatMap(({ activityType, attempt, lastFailure }) =>
      lastFailure ? [`${activityType?.name ?? 'a step'} is tried again (try ${attempt}): ${lastFailure.message}`] : [],
    );
  } catch {
    return [];
  }
}

/** Undefined when no worker answers in time, or there is no such run. */
export async function queryProgress(
  client: Client,
  workflowId: string,
  timeoutMs: number,
): Promise<RunProgress | undefined> {
  try {
    const answer = await client.withDeadline(Date.now() + timeoutMs, () =>
      client.workflow.getHandle(workflowId).query<unknown>('progress'),
    );
    return RunProgressSchema.parse(answer);
  } catch {
    return undefined;
  }
}
