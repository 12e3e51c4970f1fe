import type { RunFolder } from '../../activities/dependencies.ts';
import { hasEnded } from '../../activities/dialogs/dialog-files.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { replayDialogs } from '../../run/replay/replay-dialogs.ts';
import type { ReplayedDialog } from '../../run/replay/replay-dialogs.ts';
import { checkRecords, listEndedDialogs } from '../../run/replay/recorded-dialogs.ts';
import { findFork } from '../../run/replay/create-fork.ts';
import { readDialog } from '../../run/reading/read-dialog.ts';
import { findPlan } from '../../run/reading/find-plan.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { ForkOptions } from './fork-dialog.ts';
import { neutralise, neutraliseJson } from '../output/neutralise.ts';
import { renderDialog } from '../output/render-dialog.ts';

export interface ReplayOptions {
  runs?: string;
  failed?: boolean;
  all?: boolean;
  json?: boolean;
  fromTurn?: string;
  model?: string;
  baseUrl?: string;
  editPlan?: string;
}

/**
 * `convrec replay DIALOG [RUN]`, `convrec replay [RUN] --failed`: whether today's code still does what the run did. With `--from-turn` a fork: a
 * new dialog that begins as that one did.
 */
export async function replay(words: readonly string[], options: ReplayOptions, context: Context): Promise<ExitCode> {
  const { terminal, env } = context;
  const { run, dialogIds } = await choose(words, options, context);
  const { fromTurn, ...rest } = options;
  if (fromTurn !== undefined) return fork(run, dialogIds[0] ?? '', { fromTurn, ...rest }, context);
  const live = (['model', 'baseUrl', 'editPlan'] as const).find((name) => options[name] !== undefined);
  if (live !== undefined)
    throw wrongUse('a replay takes no other model and no other plan; with --from-turn N a fork does');
  const counts: Record<ReplayedDialog['result'], number> = { identical: 0, different: 0, 'no-history': 0 };
  for await (const replayed of replayDialogs({ run, dialogIds, env })) {
    counts[replayed.result] += 1;
    const json = (): string => `${neutraliseJson(JSON.stringify(replayed))}\n`;
    await terminal.write(options.json === true ? json() : render(replayed));
  }
  const total = counts.identical + counts.different + counts['no-history'];
  if (total !== 1) {
    const lost = counts['no-history'] === 0 ? '' : `, ${counts['no-history']} without a history`;
    terminal.note(`${total} replayed: ${counts.identical} identical, ${counts.different} different${lost}.`);
  }
  if (counts.different > 0) return 13;
  if (counts['no-history'] === 0) return 0;
  throw new StudioFailure(
    'RunFolderUnusable',
    `run ${run.ref.runId} keeps no history of ${counts['no-history']} dialogs in ${run.path('work/histories')}`,
    { remedy: await describeLoss(run) },
  );
}

/** By what the run counted when it gathered its dialogs. */
async function describeLoss(run: RunFolder): Promise<string> {
  const dialogs = (await run.readManifest())?.stages.find(({ stage }) => stage === 'dialogs');
  return dialogs?.figures['without_history'] === 0
    ? 'All of them were kept there: files were removed. Put them back from a copy of the run; `convrec show` reads what there is.'
    : 'They were made before histories were kept, or their server lost them; `convrec show` reads what there is.';
}

/** Ends as `show` does for the new dialog; with 6 where it failed. */
async function fork(
  run: RunFolder,
  parentId: string,
  options: ReplayOptions & ForkOptions,
  context: Context,
): Promise<ExitCode> {
  const { forkDialog } = await import('./fork-dialog.ts');
  const made = await forkDialog(run, parentId, options, context);
  const { dialogId, fromTurn } = made.fork;
  const dialog = await readDialog(made.folder, dialogId);
  const { terminal } = context;
  const json = (): string => `${neutraliseJson(JSON.stringify({ ...dialog, fork: made.fork }, null, 2))}\n`;
  await terminal.write(options.json === true ? json() : renderDialog(dialog, terminal.colours));
  terminal.note(
    `${dialogId} is a fork of ${parentId} from turn ${fromTurn}, in ${made.folder.folder}; no dataset takes it in.`,
  );
  return dialog.status === 'accepted' ? 0 : 6;
}

interface Chosen {
  run: RunFolder;
  dialogIds: readonly string[];
}

async function choose(words: readonly string[], options: ReplayOptions, context: Context): Promise<Chosen> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  if (options.failed === true || options.all === true) {
    if (words.length > 1 || options.fromTurn !== undefined) {
      throw wrongUse('--failed and --all take a run, no dialog and no turn');
    }
    const run = openRunFolder(await findRun(runsRoot, words[0]));
    await checkRecords(run);
    return { run, dialogIds: await listEndedDialogs(run, options.all === true ? undefined : 'failed') };
  }
  const [wanted, runId] = words;
  if (wanted === undefined) throw wrongUse('a dialog is missing');
  const run = openRunFolder(await findRun(runsRoot, runId));
  const forked = await findFork(run, wanted);
  if (forked !== undefined && options.fromTurn === undefined) {
    return { run: forked.folder, dialogIds: [forked.fork.dialogId] };
  }
  const { dialogId } = await withDatabase({ memoryLimitMb: 512 }, (db) => findPlan(db, run, wanted));
  if (!(await hasEnded(run, dialogId))) {
    await checkRecords(run);
    throw new StudioFailure('RunFolderUnusable', `dialog ${dialogId} has not ended yet`, {
      remedy: '`convrec status` shows how far its run is.',
    });
  }
  return { run, dialogIds: [dialogId] };
}

const wrongUse = (problem: string): StudioFailure =>
  new StudioFailure('InvalidRunConfig', problem, {
    remedy: 'convrec replay DIALOG [RUN], or convrec replay [RUN] --failed.',
  });

function render({ dialogId, result, status, reason, turns, attempts, difference }: ReplayedDialog): string {
  const end = `${status}${reason === null ? '' : ` (${neutralise(reason)})`}`;
  if (result === 'no-history') return `${dialogId}  no history was kept; ${end}\n`;
  if (difference === null) return `${dialogId}  identical: ${turns} turns, ${attempts} attempts, ${end}\n`;
  const { at, turn, attempt, expected, found } = difference;
  const place = `${turn === null ? '' : ` turn ${turn}`}${attempt === null ? '' : `, attempt ${attempt}`}`;
  return [
    `${dialogId}  different at${place === '' ? ' the end' : place}: ${at}`,
    `  expected  ${neutralise(expected)}`,
    `  found     ${neutralise(found)}`,
    '',
  ].join('\n');
}
