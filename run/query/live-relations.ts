import type { DuckDBConnection } from '@duckdb/node-api';
import type { RunFolder } from '../../activities/dependencies.ts';
import { collectDialogs, dialogColumns, gatherDialogs } from '../../activities/dataset/collect-dialogs.ts';
import { attemptColumns } from '../../activities/dataset/write-attempts.ts';
import { dialogFilePattern } from '../../activities/dialogs/dialog-files.ts';
import type { DialogFile } from '../../activities/dialogs/dialog-files.ts';
import { isUpToDate } from '../../activities/stage/run-stage.ts';
import { mostJsonBytes, quoteIdentifier, quoteText } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import type { Relation } from '../../schemas/relation.ts';

/** What the stage `dialogs` makes of the dialogs' files when all have ended. */
export const liveRelations = ['dialogs', 'turns', 'turn_evidence', 'attempts'] as const satisfies readonly Relation[];

/** Where the dialogs' files lie, for a connection that may open nothing else. */
export const liveFolder = 'work/dialogs/';

/**
 * Whether a run has dialogs that its relations do not tell of (yet): they are being made, or made again. A run that was stopped in their middle
 * stays so until it is gathered or goes on.
 */
export async function hasLiveDialogs(run: RunFolder): Promise<boolean> {
  for (const relation of ['targets', 'plans'] as const) if (!(await run.hasRelation(relation))) return false;
  const isMade = await run.hasRelation('dialogs');
  const manifest = await run.readManifest();
  if (isMade) {
    const isReported = manifest?.stages.some(({ stage }) => stage === collectDialogs.name) === true;
    // A relation without a report was put there by hand.
    if (!isReported) return false;
    // A run that was copied without its work has its dialogs in the relation alone.
    if ((await run.listNames(liveFolder)).length === 0) return false;
  }
  return !(await isUpToDate(run, collectDialogs)) && !(await isUpToDate(run, gatherDialogs));
}

/**
 * Makes `dialogs`, `turns`, `turn_evidence` and `attempts` of the files of a run's dialogs as they are at this moment. A dialog's record is written
 * when it ends, under another name first, so only whole dialogs are in the first three, and the three agree with each other. `attempts` has
 * dialogs in work as well; a line that is being written is left out. Views over `targets` and `plans` must be open.
 */
export async function openLiveDialogs(connection: DuckDBConnection, run: RunFolder): Promise<void> {
  await connection.run(
    `create temp table dialog_files as ${await readFiles(connection, run, 'record', dialogColumns)} where "dialogId" is not null`,
  );
  // The relation's own attempts hold what each speaker saw, too much to read for a count.
  const counted = await readFiles(connection, run, 'attempts', {
    turn: 'INTEGER',
    modelCall: 'STRUCT(failure STRUCT("name" VARCHAR))',
  });
  await connection.run(
    `create temp table attempts as
       select regexp_extract(filename, '(d[0-9a-f]{20})\\.jsonl$', 1) as dialog_id, "modelCall".failure."name" as failure
       from (${counted}) where turn is not null`,
  );
  for (const relation of ['dialogs', 'turns', 'turn_evidence'] as const) {
    const sql = await readSql(`studio/dataset/${relation}.sql`);
    await connection.run(`create table ${quoteIdentifier(relation)} as ${sql}`);
  }
  await connection.run('drop table temp.attempts; drop table temp.dialog_files');
  await connection.run(await readSql('studio/dataset/model_call_columns.sql'));
  const files = await readFiles(connection, run, 'attempts', attemptColumns);
  await connection.run(
    `create view attempts as from (
       with attempt_files as (from (${files}) where turn is not null)
       select * from (${await readSql('studio/dataset/attempts.sql')}\n))`,
  );
}

/** SQL over the JSON objects of all files of a kind, with column `filename`; of no row where there are none. */
async function readFiles(
  connection: DuckDBConnection,
  run: RunFolder,
  file: DialogFile,
  columns: Readonly<Record<string, string>>,
): Promise<string> {
  const pattern = run.pattern(dialogFilePattern(file));
  const reader = await connection.runAndReadAll('select count(*) from glob($pattern)', { pattern });
  const types = Object.entries(columns);
  if (Number(reader.getRows()[0]?.[0]) === 0) {
    const none = types.map(([name, type]) => `null::${type} as ${quoteIdentifier(name)}`);
    return `select * from (select ${none.join(', ')}, null::varchar as filename where false)`;
  }
  const named = types.map(([name, type]) => `${quoteText(name)}: ${quoteText(type)}`);
  // A journal's last line may be half-written; the stage that makes the relation names a line that is damaged otherwise.
  const format = file === 'record' ? `format = 'auto'` : `format = 'newline_delimited', ignore_errors = true`;
  return `select * from read_json(${quoteText(pattern)}, ${format}, filename = true, maximum_object_size = ${mostJsonBytes}, columns = {${named.join(', ')}})`;
}
