import { openRunFolder } from '../../infra/run-folder.ts';
import { findRun } from '../../infra/run/list-runs.ts';
import { writeAspectPage } from '../../infra/run/write-aspect-page.ts';
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
