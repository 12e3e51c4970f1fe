import { AttemptSchema } from '../../schemas/dialog.ts';
import { columnTypesOf, modelCallStructure, typeOf } from '../../studio/dataset/duckdb-types.ts';
import { listDialogIds, readJournalToGather } from '../dialogs/dialog-files.ts';
import { makePages, removePages } from '../stage/pages-of-rows.ts';
import type { PageTools } from '../stage/pages-of-rows.ts';
import type { StageContext } from '../stage/run-stage.ts';
import { countPages, removePageOfLines, writePageOfLines } from './pages-of-lines.ts';

/** What a line of a journal in a pack holds of its relation. */
export const attemptColumns = {
  dialogId: 'VARCHAR',
  ...columnTypesOf(AttemptSchema.omit({ cites: true, decision: true, modelCall: true })),
  modelCall: typeOf(modelCallStructure),
};

/** A row holds all that its speaker saw, some 20 kB: the attempts of so many dialogs are in memory together. */
const dialogsAPage = 32;

/** Makes relation `attempts` of the journals: a page for so many dialogs in the order of their ids, then all pages one after another. */
export async function writeAttempts(context: StageContext): Promise<number> {
  return makeAttempts(context, 'attempts', {
    dialogIds: await listDialogIds(context.run, 'attempts'),
    read: readJournalToGather,
    write: (query) => context.write('attempts', query),
  });
}

interface AttemptsToMake {
  /** In their order. */
  dialogIds: readonly string[];
  /** A dialog's journal in the form of a pack. */
  read: typeof readJournalToGather;
  /** Writes rows of the relation `attempts`; returns how many. */
  write: (query: string) => Promise<number>;
}

/** Makes rows of the relation `attempts`. View or table `plans` decides of which dialogs. Its pages lie under `name`. */
export async function makeAttempts(
  context: PageTools,
  name: string,
  { dialogIds, read, write }: AttemptsToMake,
): Promise<number> {
  const { db, deps } = context;
  await db.run(await deps.readSql('studio/dataset/model_call_columns.sql'));
  const sql = await deps.readSql('studio/dataset/attempts.sql');
  const lines = { dialogIds, dialogsAPage, read };
  const pages = `${name}_pages`;
  await makePages(context, pages, countPages(lines), async (page) => {
    await db.openJson('attempt_files', await writePageOfLines(context, name, lines, page), attemptColumns);
    return { sql };
  });
  const rows = await write(`from "${pages}"`);
  await removePages(context, pages);
  await removePageOfLines(context, name);
  return rows;
}
