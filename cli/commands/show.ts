import { openRunFolder } from '../../infra/run-folder.ts';
import { findRun } from '../../infra/run/list-runs.ts';
import { readDialog } from '../../infra/run/read-dialog.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson } from '../neutralise.ts';
import { renderDialog } from '../render-dialog.ts';

export interface ShowOptions {
  runs?: string;
  run?: string;
  json?: boolean;
}

/** `convrec show DIALOG`: one dialog with everything behind its turns. */
export async function show(dialogId: string, options: ShowOptions, context: Context): Promise<ExitCode> {
  const ref = await findRun(resolveRunsRoot(options.runs, context), options.run);
  const dialog = await readDialog(openRunFolder(ref), dialogId);
  const { write, colours } = context.terminal;
  const json = (): string => `${neutraliseJson(JSON.stringify(dialog, null, 2))}\n`;
  await write(options.json === true ? json() : renderDialog(dialog, colours));
  return 0;
}
