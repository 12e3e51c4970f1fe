import { resolve } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { licenceOf } from '../../datasets/sources.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { exportRecBole } from '../../run/export/export-recbole.ts';
import { canLeaveOutText, exportRun } from '../../run/export/export-run.ts';
import type { ExportForm } from '../../run/export/export-run.ts';
import { writeRunDatabase } from '../../run/export/write-run-database.ts';
import { exportDataset } from '../../run/rights/export-dataset.ts';
import type { DatasetText } from '../../run/rights/export-dataset.ts';
import { createPseudonyms } from '../../run/rights/create-pseudonyms.ts';
import { readSalt, saltFile, saltVariable } from '../../run/rights/pseudonym-salt.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { findRun } from '../../run/life/list-runs.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise } from '../output/neutralise.ts';

export interface ExportOptions {
  to: ExportForm | 'recbole' | 'duckdb' | 'dataset';
  /** Default: what the source's licence allows. Not for `chat`, `preference`, `duckdb`. */
  text?: DatasetText;
  /** For `dataset`. */
  pseudonymise?: boolean;
  out?: string;
  runs?: string;
}

/** `convrec export [RUN] --to FORM`: writes a run's dialogs, or all its relations, in the form that other programs read, and lists the files. */
export async function exportTo(runId: string | undefined, options: ExportOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder } = context;
  const run = openRunFolder(await findRun(resolveRunsRoot(options.runs, context), runId));
  if (options.pseudonymise === true && options.to !== 'dataset') {
    throw new StudioFailure('InvalidRunConfig', `--pseudonymise is not for --to ${options.to}`, {
      remedy: 'Use it with --to dataset.',
    });
  }
  if (options.to === 'duckdb') {
    if (options.text !== undefined) {
      throw new StudioFailure('InvalidRunConfig', '--text is not for --to duckdb, which is views over the run', {
        remedy: 'Leave it out.',
      });
    }
    const path = options.out === undefined ? run.path('run.duckdb') : resolve(folder, options.out, 'run.duckdb');
    const views = await writeRunDatabase(run, path);
    await terminal.write(`${neutralise(path)}  ${views.length} views\n`);
    return 0;
  }
  if (options.to === 'dataset') return exportCopy(run, options, context);
  if (options.to === 'recbole') return exportInteractions(run, options, context);
  const out = options.out === undefined ? run.path(`export/${options.to}`) : resolve(folder, options.out);
  const files = await exportRun(run, options.to, out, await chooseText(run, options.to, options.text, context));
  for (const { path, lines } of files)
    await terminal.write(
      `${neutralise(path)}  ${lines.toLocaleString('en')} ${canLeaveOutText(options.to) ? 'dialogs' : 'lines'}\n`,
    );
  if (files.length === 0) terminal.note(`The run has nothing to export to ${options.to}: no file was written.`);
  return 0;
}

/** Says what of the reviews' words an export holds: what is asked for, else what the source's licence allows. Throws InvalidRunConfig for a form that has no choice. */
async function chooseText(
  run: RunFolder,
  form: ExportForm | 'dataset',
  asked: DatasetText | undefined,
  { terminal }: Context,
): Promise<{ text: DatasetText; licence: string }> {
  const licence = licenceOf((await run.readConfig()).source);
  if (form !== 'dataset' && !canLeaveOutText(form)) {
    if (asked === undefined) return { text: 'quotes', licence: licence.note };
    throw new StudioFailure('InvalidRunConfig', `--text is not for --to ${form}, which is made of what was said`, {
      remedy: 'Leave it out, or export to another form.',
    });
  }
  const text = asked ?? licence.text;
  terminal.note(
    `Text: ${text === 'none' ? 'references instead of reviews’ words' : 'what dialogs and plans quote'}. ${licence.note}`,
  );
  return { text, licence: licence.note };
}

/** Writes the reviews behind the run without their texts. Throws InvalidRunConfig where texts are asked for. */
async function exportInteractions(
  run: RunFolder,
  options: ExportOptions,
  { terminal, folder }: Context,
): Promise<ExitCode> {
  if (options.text === 'quotes') {
    throw new StudioFailure('InvalidRunConfig', '--text quotes is not for --to recbole, whose files hold no text', {
      remedy: 'Leave it out.',
    });
  }
  const out = options.out === undefined ? run.path('export/recbole') : resolve(folder, options.out);
  const { note } = licenceOf((await run.readConfig()).source);
  terminal.note(`Text: none. ${note}`);
  for (const { path, lines } of await exportRecBole(run, out, note))
    await terminal.write(`${neutralise(path)}  ${lines.toLocaleString('en')} rows\n`);
  return 0;
}

/** A copy of the dataset to pass on, by default with what the source's licence allows of its texts. */
async function exportCopy(run: RunFolder, options: ExportOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder, env } = context;
  const { text } = await chooseText(run, 'dataset', options.text, context);
  const out = options.out === undefined ? run.path('export/dataset') : resolve(folder, options.out);
  const salt = options.pseudonymise === true ? await readSalt(run, env) : undefined;
  const files = await exportDataset(run, out, text, salt === undefined ? undefined : createPseudonyms(salt));
  if (salt !== undefined) {
    terminal.note(
      `Users and dialogs have pseudonyms. Keep their salt to yourself (${saltVariable}, else ${neutralise(run.path(saltFile))}): it shows who they are.`,
    );
  }
  await terminal.write(`${neutralise(out)}  ${files.length} files\n`);
  return 0;
}
