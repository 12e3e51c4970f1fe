import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openViewer } from '../../run/view/open-viewer.ts';
import { serveView } from '../../run/view/serve-view.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise } from '../output/neutralise.ts';
import { parsePort, serveHere } from '../serve-here.ts';

export interface ViewOptions {
  runs?: string;
  beside?: string;
  port?: string;
}

/** `convrec view [RUN]`: serves the page on which people look through the run's dialogs, until Ctrl+C. */
export async function view(runId: string | undefined, options: ViewOptions, context: Context): Promise<ExitCode> {
  const port = parsePort(options.port, 'view');
  const runsRoot = resolveRunsRoot(options.runs, context);
  const open = async (id: string | undefined): Promise<RunFolder> => openRunFolder(await findRun(runsRoot, id));
  const run = await open(runId);
  const beside = options.beside === undefined ? null : await open(options.beside);
  return withDatabase({ memoryLimitMb: 2048 }, async (db) => {
    const server = await serveView({ viewer: openViewer(db, run, beside), port });
    const others = beside === null ? '' : ` beside those of ${neutralise(beside.ref.runId)}`;
    const notes = [`Dialogs of ${neutralise(run.ref.runId)}${others}; nothing is written. Ctrl+C ends it.`];
    return serveHere(server, notes, context.terminal);
  });
}
