import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findFork } from '../../run/replay/create-fork.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { readDialog } from '../../run/reading/read-dialog.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson } from '../output/neutralise.ts';
import { renderDialog } from '../output/render-dialog.ts';

export interface ShowOptions {
  runs?: string;
  run?: string;
  json?: boolean;
}

/** `convrec show DIALOG`: one dialog with everything behind its turns. */
export async function show(dialogId: string, options: ShowOptions, context: Context): Promise<ExitCode> {
  const ref = await findRun(resolveRunsRoot(options.runs, context), options.run);
  const run = openRunFolder(ref);
  const forked = await findFork(run, dialogId);
  const dialog = await readDialog(forked?.folder ?? run, forked?.fork.dialogId ?? dialogId);
  const { write, note, colours } = context.terminal;
  if (forked !== undefined) note(`A fork of ${forked.fork.parentId} from turn ${forked.fork.fromTurn}.`);
  const json = (): string =>
    `${neutraliseJson(JSON.stringify({ ...dialog, ...(forked === undefined ? {} : { fork: forked.fork }) }, null, 2))}\n`;
  await write(options.json === true ? json() : renderDialog(dialog, colours));
  return 0;
}
