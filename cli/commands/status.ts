import { findProgress } from '../../run/life/find-progress.ts';
import type { FoundProgress } from '../../run/life/find-progress.ts';
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
import { formatTable } from '../output/format-table.ts';
import { neutralise, neutraliseJson } from '../output/neutralise.ts';
import { describeRows } from '../output/progress-display.ts';

export interface StatusOptions {
  runs?: string;
  json?: boolean;
}

interface Found extends FoundProgress {
  /** Undefined on a machine that does not see it. */
  folder: string | undefined;
  modelUse: string | undefined;
}

/** `convrec status [RUN]`: how far a run is, and where that is known from: its folder, or a given server alone. */
export async function status(runId: string | undefined, options: StatusOptions, context: Context): Promise<ExitCode> {
  const { progress, source, folder, modelUse, outage } = await find(
    runId,
    resolveRunsRoot(options.runs, context),
    context,
  );
  const { write, colours } = context.terminal;
  if (options.json === true) {
    await write(`${neutraliseJson(JSON.stringify({ ...progress, source, folder, outage }))}\n`);
    return 0;
  }
  const rows = progress.stages.map((stage) => [
    stage.stage,
    stage.status,
    stage.durationMs === null ? null : `${(stage.durationMs / 1000).toFixed(1)} s`,
    stage.status === 'done' ? describeRows(stage) : '',
  ]);
  const { planned, accepted, failed, inWork } = progress.dialogs;
  const waiting = Math.max(0, planned - accepted - failed - inWork);
  await write(
    [
      `${colours.bold(progress.runId)}  ${progress.status}  ${colours.dim(`(from ${source})`)}`,
      ...formatTable(['stage', 'status', 'took', 'rows'], rows, { maximumWidth: 100 }),
      `Dialogs: ${planned} planned, ${accepted} accepted, ${failed} failed, ${inWork} in work, ${waiting} waiting`,
      ...(modelUse === undefined ? [] : [`Model: ${modelUse}`]),
      ...(outage === undefined ? [] : [colours.yellow(neutralise(outage))]),
      ...(folder === undefined ? [] : [`Folder: ${folder}`]),
      '',
    ].join('\n'),
  );
  return 0;
}

async function find(runId: string | undefined, runsRoot: string, context: Context): Promise<Found> {
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
async function findRemotely(runId: string | undefined, stateFolder: string, { env }: Context): Promise<Found> {
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
