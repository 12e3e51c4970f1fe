import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { writeAspectPage } from '../../run/reading/write-aspect-page.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';

export interface AspectsOptions {
  runs?: string;
}

/** `convrec aspects [RUN]`: writes the page of a run's aspects and trajectories into the run, and says where it is. */
export async function aspects(runId: string | undefined, options: AspectsOptions, context: Context): Promise<ExitCode> {
  const ref = await findRun(resolveRunsRoot(options.runs, context), runId);
  await context.terminal.write(`${await writeAspectPage(openRunFolder(ref))}\n`);
  return 0;
}
