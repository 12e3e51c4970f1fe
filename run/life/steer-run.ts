import {
  Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
} from '@temporalio/client';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { RunProgressSchema } from '../../schemas/progress.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { TemporalConnectionOptions } from '../../temporal.config.ts';
import type { RunControl } from '../../workflows/messages.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import { localNamespace, readFolderId } from '../../infra/temporal/folder-identity.ts';
import { connectClient } from '../../infra/local-server/reach-server.ts';
import { readServerState } from '../../infra/local-server/stop-server.ts';
import { queryProgress } from './follow-run.ts';

const reachMs = 3_000;
const answerMs = 3_000;
const updateMs = 10_000;

/** Works with the given server, else the one of this folder of runs. Throws ServerUnavailable where none answers; starts nothing. */
export async function withServer<T>(
  stateFolder: string,
  env: NodeJS.ProcessEnv,
  work: (client: Client, address: string) => Promise<T>,
): Promise<T> {
  const config = readTemporalConfig(env);
  const server =
    config.address === undefined
      ? await findLocal(stateFolder)
      : { options: config.connectionOptions(), namespace: config.namespace };
  const remedy = 'Launch the run (it starts a server), or set TEMPORAL_ADDRESS to the server that has it.';
  if (server === undefined) throw new StudioFailure('ServerUnavailable', 'no Temporal server runs', { remedy });
  const { options, namespace } = server;
  const address = options.address ?? 'its default address';
  const connection = await connectClient(options, reachMs).catch((error: unknown) => {
    throw new StudioFailure(
      'ServerUnavailable',
      `the Temporal server at ${address} does not answer`,
      { remedy },
      error,
    );
  });
  try {
    return await work(new Client({ connection, namespace }), address);
  } finally {
    await connection.close();
  }
}

async function findLocal(
  stateFolder: string,
): Promise<{ options: TemporalConnectionOptions; namespace: string } | undefined> {
  const { running } = await readServerState(stateFolder);
  const folderId = await readFolderId(stateFolder);
  if (running === undefined || folderId === undefined) return undefined;
  return { options: { address: running.address }, namespace: await localNamespace(stateFolder, folderId) };
}

/** Changes a run that is going on; returns its progress. Throws RunFolderUnusable where none is, ServerUnavailable where no worker takes it. */
export async function steerRun(client: Client, runId: string, change: Partial<RunControl>): Promise<RunProgress> {
  try {
    const progress = await client.withDeadline(Date.now() + updateMs, () =>
      client.workflow
        .getHandle(datasetWorkflowId(runId))
        .executeUpdate<unknown, [Partial<RunControl>]>('control', { args: [change] }),
    );
    return RunProgressSchema.parse(progress);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw restingRun(runId, error);
    if (error instanceof WorkflowUpdateFailedError) {
      const reason = error.cause instanceof Error ? error.cause.message : error.message;
      throw new StudioFailure('InvalidRunConfig', `the run refuses it: ${reason}`, {}, error);
    }
    const isUntaken =
      error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
      isGrpcServiceError(error) ||
      error instanceof z.ZodError;
    throw isUntaken ? noWorker(runId, error) : error;
  }
}

const restingRun = (runId: string, cause: unknown): StudioFailure =>
  new StudioFailure(
    'RunFolderUnusable',
    `run ${runId} is not going on at this server`,
    { remedy: 'See `convrec runs` and `convrec status`; launching it again makes it go on.' },
    cause,
  );

const noWorker = (runId: string, cause: unknown): StudioFailure =>
  new StudioFailure(
    'ServerUnavailable',
    `no worker took it for run ${runId} within ${updateMs / 1000} s, so nothing is changed yet`,
    { remedy: 'Start `convrec worker` where the runs folder is, then give the command again.' },
    cause,
  );

/** The id of a run that is going on, by its beginning; without one, of the only one. Throws RunFolderUnusable where several fit. */
export async function findRunningId(client: Client, wanted = ''): Promise<string> {
  const prefix = datasetWorkflowId('');
  const ids = new Set<string>();
  const query = "WorkflowType = 'generateDataset' and ExecutionStatus = 'Running'";
  for await (const { workflowId } of client.workflow.list({ query })) {
    if (workflowId.startsWith(`${prefix}${wanted}`)) ids.add(workflowId.slice(prefix.length));
  }
  const [found] = ids;
  // A server's list lags behind: one that is not in it yet can be named in full.
  if (found === undefined || ids.has(wanted)) return wanted;
  if (ids.size === 1) return found;
  throw new StudioFailure('RunFolderUnusable', `several runs are going on that begin with ${JSON.stringify(wanted)}`, {
    remedy: `Name one of ${[...ids].join(', ')}.`,
  });
}

/** The queue of a run's model calls, as its launch noted it. Throws RunFolderUnusable where the server knows no such run. */
export async function findModelQueue(client: Client, runId: string): Promise<string> {
  try {
    const { memo } = await client.workflow.getHandle(datasetWorkflowId(runId)).describe();
    return z.object({ modelTaskQueue: z.string() }).parse(memo).modelTaskQueue;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof z.ZodError) throw restingRun(runId, error);
    throw error;
  }
}

const ShardProgressSchema = z.object({
  untold: RunProgressSchema.shape.dialogs.pick({ accepted: true, failed: true }),
  inWork: z.number().int().nonnegative(),
});

/** Progress with what the shard at work has not told yet; undefined where no worker answers. */
export async function queryLiveProgress(client: Client, workflowId: string): Promise<RunProgress | undefined> {
  const progress = await queryProgress(client, workflowId, answerMs);
  const { shard } = progress ?? {};
  if (progress === undefined || shard === undefined || !isGoingOn(progress)) return progress;
  try {
    const answer = await client.withDeadline(Date.now() + answerMs, () =>
      client.workflow.getHandle(shard).query<unknown>('shardProgress'),
    );
    const { untold, inWork } = ShardProgressSchema.parse(answer);
    const { accepted, failed, planned, inWork: lastInWork } = progress.dialogs;
    return {
      ...progress,
      dialogs: {
        planned,
        accepted: accepted + untold.accepted,
        failed: failed + untold.failed,
        inWork: lastInWork + inWork,
      },
    };
  } catch {
    return progress;
  }
}

const isGoingOn = ({ status, stages }: RunProgress): boolean =>
  status !== 'complete' && stages.some(({ stage, status: done }) => stage === 'dialogs' && done === 'running');
