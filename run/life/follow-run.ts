import type { Client, WorkflowHandle } from '@temporalio/client';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { GenerateDatasetInput, RunProgress } from '../../schemas/progress.ts';
import { RunProgressSchema } from '../../schemas/progress.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { generateDataset } from '../../workflows/generate-dataset.ts';
import { pairsOf } from '../../workflows/search-attributes.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import { serverGoneLine } from '../../infra/temporal/server-gone-line.ts';
import { findOutage } from './find-outage.ts';
import { followWorkflow } from './follow-workflow.ts';

export type RunHandle = WorkflowHandle<typeof generateDataset>;

/**
 * Starts the dataset workflow of a run, or finds the one that is going on. Throws RunFolderUnusable when that one works in another folder (a
 * shared server may have met the same run from elsewhere), or on more than a preview or a retry would.
 */
export async function startRun(client: Client, taskQueue: string, input: GenerateDatasetInput): Promise<RunHandle> {
  const { runId, runsRoot } = input.ref;
  const aim = aimOf(input);
  const handle = await client.workflow.start<typeof generateDataset>('generateDataset', {
    workflowId: datasetWorkflowId(runId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    memo: { runsRoot, aim, modelTaskQueue: input.modelTaskQueue },
    staticSummary: describeAim(input),
    ...(input.isSearchable === true ? { typedSearchAttributes: pairsOf({ run: runId }) } : {}),
  });
  const { memo } = await handle.describe();
  const place = memo?.['runsRoot'];
  if (typeof place === 'string' && place !== runsRoot) {
    throw new StudioFailure('RunFolderUnusable', `run ${runId} is going on in ${place}`, {
      remedy: `Launch with --runs ${place}, or cancel that workflow (${handle.workflowId}) first.`,
    });
  }
  // A preview that joined the whole run would pay for all of it.
  if (aim !== wholeRun && memo?.['aim'] !== aim) throw goingOn(runId);
  return handle;
}

const wholeRun = 'whole';

function aimOf({ previewDialogs, retryFailed, gatherOnly }: GenerateDatasetInput): string {
  if (previewDialogs !== undefined) return `preview-${previewDialogs}`;
  if (gatherOnly === true) return 'gather';
  return retryFailed === true ? 'retry' : wholeRun;
}

/** One line for Temporal's UI. */
function describeAim({ previewDialogs, retryFailed, gatherOnly, isOffline }: GenerateDatasetInput): string {
  const model = isOffline ? 'offline' : 'with a language model';
  if (previewDialogs !== undefined) return `Preview of ${previewDialogs} dialogs, ${model}`;
  if (gatherOnly === true) return 'Gathering of the dialogs that ended';
  return retryFailed === true ? `Run ${model}; failed dialogs are tried again` : `Run ${model}`;
}

const goingOn = (runId: string): StudioFailure =>
  new StudioFailure('RunFolderUnusable', `run ${runId} is going on already`, {
    remedy: 'Launch it as it is and let it end, or `convrec cancel` it; then give this command again.',
  });

/** Throws RunFolderUnusable where a workflow works on the run: it has begun with what would be changed. */
export async function refuseGoingOn(client: Client, { runId }: RunRef): Promise<void> {
  try {
    const { status } = await client.workflow.getHandle(datasetWorkflowId(runId)).describe();
    if (status.name === 'RUNNING') throw goingOn(runId);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** Ends a run that is going on, its dialogs included; nothing happens when there is none. */
export async function terminateRun(client: Client, ref: RunRef, reason: string): Promise<void> {
  try {
    await client.workflow.getHandle(datasetWorkflowId(ref.runId)).terminate(reason);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

const answerMs = 5_000;

/**
 * Ends the workflow of a run that rests: one that no worker answers for, as after Ctrl+C. Nothing is lost by it, since the run's folder holds all
 * that is done, and a launch goes on with it. Returns whether there was one; a run that is worked on is left alone.
 */
export async function endResting(client: Client, ref: RunRef, reason: string): Promise<boolean> {
  const workflowId = datasetWorkflowId(ref.runId);
  const description = await client.workflow
    .getHandle(workflowId)
    .describe()
    .catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    });
  const isSame = description?.memo?.['runsRoot'] === ref.runsRoot;
  if (description?.status.name !== 'RUNNING' || !isSame) return false;
  if ((await queryProgress(client, workflowId, answerMs)) !== undefined) return false;
  await terminateRun(client, ref, reason);
  return true;
}

export interface FollowOptions {
  pollMs: number;
  /** Ends the following, not the run. */
  signal: AbortSignal;
  onProgress: (progress: RunProgress) => void;
  /** A line on a step, or a server, that failed and is tried again; the same line may come often. */
  onRetry: (line: string) => void;
  /** How long the server may be gone before that ends the following. */
  serverGoneMs: number;
}

/** Reports progress until the run ends. Returns undefined when it was told to stop following; throws the run's own failure. */
export async function followRun(
  client: Client,
  handle: RunHandle,
  options: FollowOptions,
): Promise<RunProgress | undefined> {
  const { signal, pollMs, onProgress, onRetry, serverGoneMs } = options;
  let seenAtMs = Date.now();
  let polls = 0;
  let lookedAtMs = Date.now();
  const ended = await followWorkflow(handle, {
    pollMs,
    signal,
    outlasts(error) {
      const isWaitedFor = isServerGone(error) && Date.now() - seenAtMs <= serverGoneMs;
      if (isWaitedFor) onRetry(serverGoneLine);
      return isWaitedFor;
    },
    async onPoll() {
      polls += 1;
      const progress = await queryProgress(client, handle.workflowId, pollMs * 4);
      if (progress !== undefined) {
        seenAtMs = Date.now();
        onProgress(progress);
      }
      if (progress === undefined || polls % pollsPerRetryLook === 0)
        for (const line of await findRetries(client, handle)) onRetry(line);
      if (Date.now() - lookedAtMs < outageLookMs) return;
      lookedAtMs = Date.now();
      const outage = await findOutage(client, handle.workflowId.slice(datasetWorkflowId('').length), lookedAtMs);
      if (outage !== undefined) onRetry(outage);
    },
  });
  if (ended !== undefined) onProgress(ended);
  return ended;
}

/** gRPC's own numbers for a server that is away, or too slow: it says nothing on the run. */
const goneCodes: readonly number[] = [4, 14];

function isServerGone(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause) && goneCodes.includes(cause.code);
}

const pollsPerRetryLook = 4;
/** A look costs the server a list and a few descriptions. */
const outageLookMs = 30_000;
const describeMs = 4000;

/** Steps of the run itself that failed and wait for their next try: nothing else would tell that a disk is full. */
async function findRetries(client: Client, handle: RunHandle): Promise<string[]> {
  try {
    const { raw } = await client.withDeadline(Date.now() + describeMs, () => handle.describe());
    return (raw.pendingActivities ?? []).flatMap(({ activityType, attempt, lastFailure }) =>
      lastFailure ? [`${activityType?.name ?? 'a step'} is tried again (try ${attempt}): ${lastFailure.message}`] : [],
    );
  } catch (error) {
    return isServerGone(error) ? [serverGoneLine] : [];
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
