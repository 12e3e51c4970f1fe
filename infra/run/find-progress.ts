import { Client } from '@temporalio/client';
import type { RunFolder } from '../../activities/dependencies.ts';
import { StageNameSchema } from '../../schemas/manifest.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { TemporalConnectionOptions } from '../../temporal.config.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import { connectClient } from '../temporal/reach-server.ts';
import { readServerState } from '../temporal/stop-server.ts';
import { queryProgress } from './follow-run.ts';

export interface FoundProgress {
  progress: RunProgress;
  /** Where it is known from, and why not from the workflow. */
  source: string;
}

const reachMs = 2_000;
const answerMs = 3_000;

/** Asks the run's workflow; when no server runs or no worker answers, what the manifest shows. Starts nothing. */
export async function findProgress(
  run: RunFolder,
  stateFolder: string,
  env: NodeJS.ProcessEnv,
): Promise<FoundProgress> {
  const manifest = await run.readManifest();
  const fromManifest = buildFromManifest(run.ref.runId, manifest);
  if (manifest?.status === 'complete') return { progress: fromManifest, source: 'the manifest of the complete run' };
  const config = readTemporalConfig(env);
  const options = await findServer(config.address === undefined ? undefined : config.connectionOptions(), stateFolder);
  if (options === undefined) {
    return { progress: fromManifest, source: 'the manifest: no Temporal server runs, so the run rests' };
  }
  const connection = await connectClient(options, reachMs).catch(() => undefined);
  if (connection === undefined) {
    return {
      progress: fromManifest,
      source: `the manifest: the Temporal server at ${options.address} does not answer`,
    };
  }
  try {
    const client = new Client({ connection, namespace: config.namespace });
    const progress = await queryProgress(client, datasetWorkflowId(run.ref.runId), answerMs);
    return progress === undefined
      ? { progress: fromManifest, source: 'the manifest: no worker answers for this run' }
      : { progress, source: `its workflow at ${options.address}` };
  } finally {
    await connection.close();
  }
}

async function findServer(
  given: TemporalConnectionOptions | undefined,
  stateFolder: string,
): Promise<TemporalConnectionOptions | undefined> {
  if (given !== undefined) return given;
  const { running } = await readServerState(stateFolder);
  return running === undefined ? undefined : { address: running.address };
}

/** Which stages are done; dialogs under way are known to the workflow only. */
export function buildFromManifest(runId: string, manifest: Manifest | undefined): RunProgress {
  const reports = manifest?.stages ?? [];
  const dialogs = reports.find(({ stage }) => stage === 'dialogs');
  const plans = reports.find(({ stage }) => stage === 'plans');
  return {
    runId,
    status: manifest?.status ?? 'running',
    stages: StageNameSchema.options.map((stage) => {
      const report = reports.find((known) => known.stage === stage);
      return report === undefined
        ? { stage, status: 'waiting', rows: {}, durationMs: null }
        : { stage, status: 'done', rows: report.rows, durationMs: report.durationMs };
    }),
    dialogs: {
      planned:
        dialogs === undefined
          ? (plans?.rows['plans'] ?? 0)
          : Number(dialogs.figures['accepted']) + Number(dialogs.figures['failed']),
      accepted: Number(dialogs?.figures['accepted'] ?? 0),
      failed: Number(dialogs?.figures['failed'] ?? 0),
    },
  };
}
