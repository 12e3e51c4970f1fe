import { resolve } from 'node:path';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { writeReport } from '../../run/report/write-report.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise } from '../output/neutralise.ts';

export interface ReportOptions {
  runs?: string;
  figures?: string;
}

/** `convrec report [RUN]`: writes the page of a run into the run and says where it is, and what of the run is thin or doubtful. */
export async function report(runId: string | undefined, options: ReportOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder } = context;
  const ref = await findRun(resolveRunsRoot(options.runs, context), runId);
  const figuresFolder = options.figures === undefined ? undefined : resolve(folder, options.figures);
  const written = await writeReport(openRunFolder(ref), figuresFolder);
  for (const doubt of written.doubts) terminal.note(neutralise(doubt));
  if (figuresFolder !== undefined) terminal.note(`${written.figures.length} figures in ${neutralise(figuresFolder)}`);
  await terminal.write(`${written.page}\n`);
  return 0;
}
