import { listRuns } from '../../run/life/list-runs.ts';
import type { ListedRun } from '../../run/life/list-runs.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import { neutraliseJson } from '../output/neutralise.ts';

export interface RunsOptions {
  runs?: string;
  json?: boolean;
}

/** `convrec runs`: the run folders, complete or not. */
export async function runs(options: RunsOptions, context: Context): Promise<ExitCode> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  const listed = (await listRuns(runsRoot)).map(describeRun);
  const { write } = context.terminal;
  if (options.json === true) {
    await write(`${neutraliseJson(JSON.stringify(listed, null, 2))}\n`);
  } else if (listed.length === 0) {
    await write(`No run in ${runsRoot}; \`convrec launch\` makes one.\n`);
  } else {
    const columns = ['run', 'status', 'stages', 'dialogs', 'changed', 'problem'] as const;
    const rows = listed.map((run) => columns.map((column) => run[column]));
    await write(`${formatTable(columns, rows, { maximumWidth: 80 }).join('\n')}\n`);
  }
  return 0;
}

function describeRun({ ref, manifest, problem, changedAtMs }: ListedRun) {
  const dialogs = manifest?.stages.find(({ stage }) => stage === 'dialogs');
  return {
    run: ref.runId,
    status: manifest === undefined ? 'unreadable' : manifest.status === 'complete' ? 'complete' : 'incomplete',
    stages: manifest?.stages.length ?? null,
    /** Accepted ones; null before the dialogs are gathered. */
    dialogs: dialogs?.figures['accepted'] ?? null,
    changed: new Date(changedAtMs).toISOString(),
    problem: problem ?? null,
  };
}
