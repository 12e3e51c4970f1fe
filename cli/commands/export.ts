import { resolve } from 'node:path';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { exportRun } from '../../run/export/export-run.ts';
import type { ExportForm } from '../../run/export/export-run.ts';
import { writeRunDatabase } from '../../run/export/write-run-database.ts';
import { findRun } from '../../run/life/list-runs.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise } from '../output/neutralise.ts';

export interface ExportOptions {
  to: ExportForm | 'duckdb';
  out?: string;
  runs?: string;
}

/** `convrec export [RUN] --to FORM`: writes a run's dialogs, or all its relations, in the form that other programs read, and lists the files. */
export async function exportTo(runId: string | undefined, options: ExportOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder } = context;
  const run = openRunFolder(await findRun(resolveRunsRoot(options.runs, context), runId));
  if (options.to === 'duckdb') {
    const path = options.out === undefined ? run.path('run.duckdb') : resolve(folder, options.out, 'run.duckdb');
    const views = await writeRunDatabase(run, path);
    await terminal.write(`${neutralise(path)}  ${views.length} views\n`);
    return 0;
  }
  const out = options.out === undefined ? run.path(`export/${options.to}`) : resolve(folder, options.out);
  const files = await exportRun(run, options.to, out);
  for (const { path, lines } of files)
    await terminal.write(`${neutralise(path)}  ${lines.toLocaleString('en')} lines\n`);
  if (files.length === 0) terminal.note(`The run has nothing to export to ${options.to}: no file was written.`);
  return 0;
}
