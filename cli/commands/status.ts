import { findProgress } from '../../run/life/find-progress.ts';
import { findOutage } from '../../run/life/find-outage.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { findRunningId, queryLiveProgress, withServer } from '../../run/life/steer-run.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { describeModelUse, describeUse } from '../output/describe-model-use.ts';
import { neutraliseJson } from '../output/neutralise.ts';
import { renderStatus } from '../output/render-status.ts';
import type { ShownStatus } from '../output/render-status.ts';
import { watchStatus } from './watch-status.ts';

export interface StatusOptions {
  runs?: string;
  json?: boolean;
  /** Seconds between two looks; true for the default. */
  watch?: string | true;
}

/** `convrec status [RUN]`: how far a run is, and where that is known from: its folder, or a given server alone. */
export async function status(runId: string | undefined, options: StatusOptions, context: Context): Promise<ExitCode> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  const { write, colours } = context.terminal;
  if (options.watch !== undefined) {
    // The run that changed last may be another one at the next look.
    const { progress } = await find(runId, runsRoot, context);
    await watchStatus(() => find(progress.runId, runsRoot, context), readSeconds(options.watch) * 1000, context);
    return 0;
  }
  const found = await find(runId, runsRoot, context);
  if (options.json === true) {
    const { progress, source, folder, outage } = found;
    await write(`${neutraliseJson(JSON.stringify({ ...progress, source, folder, outage }))}\n`);
    return 0;
  }
  await write([...renderStatus(found, colours), ''].join('\n'));
  return 0;
}

function readSeconds(given: string | true): number {
  const seconds = given === true ? 5 : Number(given);
  if (Number.isFinite(seconds) && seconds >= 0.5 && seconds <= 3600) return seconds;
  throw new StudioFailure('InvalidRunConfig', `--watch is "${String(given)}"; allowed are 0.5 to 3600 seconds`, {
    remedy: 'Give a number of seconds, or none for five.',
  });
}

async function find(runId: string | undefined, runsRoot: string, context: Context): Promise<ShownStatus> {
  const stateFolder = stateFolderOf(runsRoot);
  const ref = await findRun(runsRoot, runId).catch((error: unknown) => {
    if (readTemporalConfig(context.env).address === undefined || !(error instanceof StudioFailure)) throw error;
    return undefined;
  });
  if (ref === undefined) return findRemotely(runId, stateFolder, context);
  const run = openRunFolder(ref);
  const found = await findProgress(run, stateFolder, context.env);
  const modelUse = describeUse(found.progress.modelUse) ?? describeModelUse(await run.readManifest());
  return { ...found, folder: run.folder, modelUse };
}

/** Another machine's run: all that is needed is the server. */
async function findRemotely(runId: string | undefined, stateFolder: string, { env }: Context): Promise<ShownStatus> {
  return withServer(stateFolder, env, async (client, address) => {
    const id = await findRunningId(client, runId);
    const progress = await queryLiveProgress(client, datasetWorkflowId(id));
    if (progress !== undefined) {
      const source = `its workflow at ${address}`;
      const outage = await findOutage(client, id, Date.now());
      return { progress, source, outage, folder: undefined, modelUse: describeUse(progress.modelUse) };
    }
    throw new StudioFailure('RunFolderUnusable', `neither this machine nor the server at ${address} knows run ${id}`, {
      remedy: 'Name a run that is going on there and has a worker, or the folder that holds it (--runs).',
    });
  });
}
