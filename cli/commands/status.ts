import { findProgress } from '../../infra/run/find-progress.ts';
import { openRunFolder } from '../../infra/run-folder.ts';
import { findRun } from '../../infra/run/list-runs.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { describeModelUse } from '../describe-model-use.ts';
import { formatTable } from '../format-table.ts';
import { describeRows } from '../progress-display.ts';

export interface StatusOptions {
  runs?: string;
  json?: boolean;
}

/** `convrec status [RUN]`: how far a run is, and where that is known from. */
export async function status(runId: string | undefined, options: StatusOptions, context: Context): Promise<ExitCode> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  const ref = await findRun(runsRoot, runId);
  const run = openRunFolder(ref);
  const { progress, source } = await findProgress(run, stateFolderOf(runsRoot), context.env);
  const { write, colours } = context.terminal;
  if (options.json === true) {
    await write(`${JSON.stringify({ ...progress, source, folder: run.folder })}\n`);
    return 0;
  }
  const rows = progress.stages.map((stage) => [
    stage.stage,
    stage.status,
    stage.durationMs === null ? null : `${(stage.durationMs / 1000).toFixed(1)} s`,
    stage.status === 'done' ? describeRows(stage) : '',
  ]);
  const { planned, accepted, failed } = progress.dialogs;
  const modelUse = describeModelUse(await run.readManifest());
  await write(
    [
      `${colours.bold(ref.runId)}  ${progress.status}  ${colours.dim(`(from ${source})`)}`,
      ...formatTable(['stage', 'status', 'took', 'rows'], rows, { maximumWidth: 100 }),
      `Dialogs: ${planned} planned, ${accepted} accepted, ${failed} failed`,
      ...(modelUse === undefined ? [] : [`Model: ${modelUse}`]),
      `Folder: ${run.folder}`,
      '',
    ].join('\n'),
  );
  return 0;
}
