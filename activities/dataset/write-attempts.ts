import { AttemptSchema } from '../../schemas/dialog.ts';
import { columnTypesOf, modelCallStructure, typeOf } from '../../studio/dataset/duckdb-types.ts';
import type { RunFolder } from '../dependencies.ts';
import { dialogFilePattern, mendAttempts, readAttempts } from '../dialogs/dialog-files.ts';
import { makePages, removePages } from '../stage/pages-of-rows.ts';
import type { StageContext } from '../stage/run-stage.ts';

/** What a line of a journal holds of its relation. */
export const attemptColumns = {
  ...columnTypesOf(AttemptSchema.omit({ cites: true, decision: true, modelCall: true })),
  modelCall: typeOf(modelCallStructure),
};

/** A row holds all that its speaker saw, some 20 kB: the attempts of so many dialogs are in memory together. */
const dialogsAPage = 32;
const digits = Array.from({ length: 16 }, (_, digit) => digit.toString(16));

/** Makes relation `attempts` of the journals of `dialogs` dialogs: a page for each pattern of their ids' beginnings, then all pages one after another. */
export async function writeAttempts(context: StageContext, dialogs: number): Promise<number> {
  const { run, db, deps, write } = context;
  await db.run(await deps.readSql('studio/dataset/model_call_columns.sql'));
  const sql = await deps.readSql('studio/dataset/attempts.sql');
  const beginnings = listBeginnings(dialogs);
  await mendAttempts(run);
  const pages = makePages(context, 'attempt_pages', beginnings.length, async (page) => {
    await db.openJson('attempt_files', run.pattern(dialogFilePattern('attempts', beginnings[page])), attemptColumns);
    return { sql };
  });
  await pages.catch(async (error: unknown) => {
    await findDamage(run, error);
    throw error;
  });
  const rows = await write('attempts', 'from attempt_pages');
  await removePages(context, 'attempt_pages');
  return rows;
}

/** DuckDB names the file that stopped it; what is wrong with which line of it, and what to do, is known by who writes journals. */
async function findDamage(run: RunFolder, error: unknown): Promise<void> {
  const [, dialogId] = /\/(d[0-9a-f]{20})\.jsonl"/u.exec(error instanceof Error ? error.message : '') ?? [];
  if (dialogId !== undefined) await readAttempts(run, dialogId);
}

/** Patterns of beginnings of the ids, which are hashes: each fits about as many dialogs. In their order. */
export function listBeginnings(dialogs: number): string[] {
  let beginnings = [''];
  while (dialogs / beginnings.length > dialogsAPage * digits.length) {
    beginnings = beginnings.flatMap((beginning) => digits.map((digit) => `${beginning}${digit}`));
  }
  let digitsAPage = digits.length;
  while ((dialogs * digitsAPage) / (beginnings.length * digits.length) > dialogsAPage) digitsAPage /= 2;
  const classes = Array.from(
    { length: digits.length / digitsAPage },
    (_, at) => `[${digits.slice(at * digitsAPage, (at + 1) * digitsAPage).join('')}]`,
  );
  return beginnings.flatMap((beginning) => classes.map((each) => `${beginning}${each}`));
}
