import { modelCallStructure, structTypeOf } from './model-call-structure.ts';
import type { StageContext } from './run-stage.ts';

const attemptColumns = {
  turn: 'INTEGER',
  attempt: 'INTEGER',
  call: 'INTEGER',
  accepted: 'BOOLEAN',
  text: 'VARCHAR',
  problems: 'STRUCT("check" VARCHAR, kind VARCHAR, detail VARCHAR)[]',
  realizer: 'VARCHAR',
  context: 'VARCHAR',
  modelCall: structTypeOf(modelCallStructure),
};

/** A row holds all that its speaker saw, some 20 kB: the attempts of so many dialogs are in memory together. */
const dialogsAPage = 100;
const digits = Array.from({ length: 16 }, (_, digit) => digit.toString(16));
const pagesFolder = 'work/attempts';

/** Makes relation `attempts` of the journals of `dialogs` dialogs: a page for each beginning of their ids, then all pages one after another. */
export async function writeAttempts({ run, db, deps, write }: StageContext, dialogs: number): Promise<number> {
  await db.run(await deps.readSql('studio/dataset/model_call_columns.sql'));
  const attemptsSql = await deps.readSql('studio/dataset/attempts.sql');
  // What a killed worker left there may be of other pages.
  await run.removeFolder(pagesFolder);
  const pages = listPages(dialogs);
  for (const [at, page] of pages.entries()) {
    await db.openJson('attempt_files', run.path(`work/dialogs/d${page}*.jsonl`), attemptColumns);
    await db.writeParquet(attemptsSql, run.path(`${pagesFolder}/d${page}.parquet`));
    deps.heartbeat({ stage: 'dialogs', relation: 'attempts', page: at + 1, of: pages.length });
  }
  const rows = await write('attempts', 'from read_parquet($files)', { files: run.path(`${pagesFolder}/d*.parquet`) });
  await run.removeFolder(pagesFolder);
  return rows;
}

/** Beginnings of the ids, which are hashes: each fits about as many dialogs. In their order. */
function listPages(dialogs: number): string[] {
  let pages = [''];
  while (dialogs / pages.length > dialogsAPage) {
    pages = pages.flatMap((page) => digits.map((digit) => `${page}${digit}`));
  }
  return pages;
}
