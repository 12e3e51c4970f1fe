import { createHash } from 'node:crypto';
import { DialogSchema } from '../../schemas/dialog.ts';
import { columnTypesOf } from '../../studio/dataset/duckdb-types.ts';
import type { Database, RunFolder } from '../dependencies.ts';
import { checkDialogRecords, dialogFilePattern, listDialogIds } from '../dialogs/dialog-files.ts';
import { lostAttempts, lostRecord } from '../dialogs/lost-files.ts';
import { readIfAny } from '../dialogs/keep-histories.ts';
import { retriedFile } from '../dialogs/finish-dialog.ts';
import { readModelUse } from './read-model-use.ts';
import { readPasses } from '../dialogs/read-passes.ts';
import type { Stage, StageContext, StageOutcome } from '../stage/run-stage.ts';
import { writeAttempts } from './write-attempts.ts';

/** What a dialog's record holds of its relations. */
export const dialogColumns = columnTypesOf(DialogSchema.omit({ use: true }), { 'turns.evidence.month': 'DATE' });

/** Gathers the finished dialogs' files into relations, in dialog id order whatever order they ended in. */
export const collectDialogs: Stage = {
  name: 'dialogs',
  version: 5,
  reads: ['targets', 'items', 'plans'],
  writes: ['dialogs', 'turns', 'turn_evidence', 'attempts'],
  settings: ({ model, fidelity, targets }) =>
    createHash('sha256')
      .update(JSON.stringify([model, fidelity, targets.limit]))
      .digest('hex'),
  hashByHand: (run) => run.readText(retriedFile),
  run: (context) => collect(context, true),
};

/** The same of a run that is not at its end: dialogs that have not ended stay out, and are counted. */
export const gatherDialogs: Stage = {
  ...collectDialogs,
  settings: (config) => ['gathered', collectDialogs.settings(config)],
  // Another dialog that has ended makes the stage run again.
  hashByHand: async (run) =>
    createHash('sha256')
      .update(JSON.stringify([await listDialogFiles(run), await run.readText(retriedFile)]))
      .digest('hex'),
  run: (context) => collect(context, false),
};

/** Ids of the dialogs that have begun, and of those that have ended. */
const listDialogFiles = async (run: RunFolder): Promise<string[][]> => [
  await listDialogIds(run, 'attempts'),
  await listDialogIds(run, 'record'),
];

async function collect(context: StageContext, isWhole: boolean): Promise<StageOutcome> {
  const { run, config, db, deps, write } = context;
  const { dialogIds, unreplaced } = await readPasses(db, deps, run);
  const drawn = dialogIds.flat();
  await checkDialogRecords(run);
  await db.openJson('all_dialog_files', run.pattern(dialogFilePattern('record')), dialogColumns);
  // A file of a dialog that this run did not draw stays out.
  await db.run(
    `create temp table dialog_files as
         from all_dialog_files where "dialogId" in (select unnest(from_json($drawn::json, '["VARCHAR"]')))`,
    { drawn: JSON.stringify(drawn) },
  );
  await writeAttempts(context, drawn.length);
  await db.openParquet('attempts', run.relationPath('attempts'));
  const rows: Record<string, number> = {};
  for (const relation of ['dialogs', 'turns', 'turn_evidence'] as const) {
    rows[relation] = await write(relation, await deps.readSql(`studio/dataset/${relation}.sql`));
  }
  await db.openParquet('dialogs', run.relationPath('dialogs'));
  await db.openParquet('turns', run.relationPath('turns'));
  const [lacking] = await db.rows(await deps.readSql('studio/dataset/turns_without_attempts.sql'));
  if (lacking !== undefined) throw lostAttempts(run, String(lacking['dialogId']), Number(lacking['turn']));
  const [counts] = await db.rows(`select count(*) filter (status = 'accepted') as accepted from dialogs`);
  const planned = drawn.length;
  const accepted = Number(counts?.['accepted']);
  const ended = rows['dialogs'] ?? 0;
  if (isWhole && ended !== planned) {
    const records = new Set(await listDialogIds(run, 'record'));
    throw lostRecord(run, drawn.find((dialogId) => !records.has(dialogId)) ?? '', false);
  }
  const { limit } = config.targets;
  const replaced = drawn.length - (dialogIds[0]?.length ?? 0);
  const missing = limit === null ? 0 : Math.max(0, limit - accepted);
  return {
    steps: [{ step: 'fidelity', rowsIn: ended, rowsOut: accepted }],
    figures: {
      accepted,
      failed: ended - accepted,
      ...(ended === planned ? {} : { unfinished: planned - ended }),
      replaced,
      unreplaced: unreplaced.length,
      missing,
      without_history: await countWithoutHistory(db, run, drawn),
      ...(await readModelUse(db, deps)),
    },
  };
}

/** Dialogs that `convrec replay` cannot execute again. */
async function countWithoutHistory(db: Database, run: RunFolder, dialogIds: readonly string[]): Promise<number> {
  const rows = await readIfAny(db, run, 'select distinct dialog_id from read_parquet($files)');
  const kept = new Set(rows.map((row) => row['dialog_id']));
  return dialogIds.filter((dialogId) => !kept.has(dialogId)).length;
}
