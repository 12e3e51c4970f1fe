import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RunFolder } from '../../activities/dependencies.ts';
import { escapePattern } from '../../activities/staging/file-pattern.ts';
import { collectDialogs, dialogColumns, gatherDialogs } from '../../activities/dataset/collect-dialogs.ts';
import { attemptColumns, makeAttempts } from '../../activities/dataset/write-attempts.ts';
import { listDialogIds, readJournalToGather } from '../../activities/dialogs/dialog-files.ts';
import { isUpToDate } from '../../activities/stage/run-stage.ts';
import { mostJsonBytes, quoteIdentifier, quoteText, withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import type { Relation } from '../../schemas/relation.ts';
import { snapshotDialogs } from './snapshot-dialogs.ts';

/** What the stage `dialogs` makes of the dialogs' files when all have ended. */
export const liveRelations = ['dialogs', 'turns', 'turn_evidence', 'attempts'] as const satisfies readonly Relation[];

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
    if ((await listDialogIds(run, 'attempts')).length === 0 && (await listDialogIds(run, 'record')).length === 0)
      return false;
  }
  return !(await isUpToDate(run, collectDialogs)) && !(await isUpToDate(run, gatherDialogs));
}

export interface LiveDialogs {
  /** What the connection is to be allowed to read from now on. */
  paths: readonly string[];
  /** To be called before a query that names the relation `attempts`, which takes too long to make for others. */
  openAttempts: () => Promise<void>;
}

/**
 * Makes `dialogs`, `turns`, `turn_evidence` and `attempts` of a run's dialogs as they are at this moment. Only dialogs that ended are in the first
 * three, and the three agree with each other. `attempts` has dialogs in work as well; a line that is being written is left out. `folder` is this
 * session's own. Views over `targets` and `plans` must be open.
 */
export async function openLiveDialogs(
  connection: DuckDBConnection,
  run: RunFolder,
  folder: string,
): Promise<LiveDialogs> {
  const { records, attempts, answered } = await snapshotDialogs(run, folder);
  const lines = [readLines(records.files, dialogColumns), isLast('"dialogId"', records.superseded)].join(' where ');
  await connection.run(`create temp table dialog_files as select * from (${lines})`);
  // The relation's own attempts hold what each speaker saw, too much to read for a count.
  await connection.run(
    `create temp table attempts as
       select counted.key as dialog_id, null::varchar as failure
       from json_each($answered::json) as counted, range(counted.value::bigint)`,
    { answered: JSON.stringify(Object.fromEntries(answered)) },
  );
  for (const relation of ['dialogs', 'turns', 'turn_evidence'] as const) {
    const sql = await readSql(`studio/dataset/${relation}.sql`);
    await connection.run(`create table ${quoteIdentifier(relation)} as ${sql}`);
  }
  await connection.run('drop table temp.attempts; drop table temp.dialog_files');
  // Has the columns until somebody asks for the rows.
  await connection.run(await readSql('studio/dataset/model_call_columns.sql'));
  await connection.run(
    `create view attempts as from (
       with attempt_files as (${readLines([], attemptColumns)})
       select * from (${await readSql('studio/dataset/attempts.sql')}\n))`,
  );
  const others = join(folder, 'attempts.parquet');
  const files = [...attempts.files, others];
  let isOpen = false;
  return {
    paths: files,
    async openAttempts() {
      if (isOpen) return;
      await writeOthers(run, folder, attempts.others, others);
      const list = files.map((path) => quoteText(escapePattern(path))).join(', ');
      await connection.run(
        `create or replace view attempts as
           select * exclude (filename) from read_parquet([${list}], filename = true)
           semi join plans using (dialog_id)
           where ${isLast('dialog_id', attempts.superseded)}`,
      );
      isOpen = true;
    },
  };
}

/** Makes the rows that no pack has ready, as the stage `dialogs` makes them, in a folder outside the run. */
async function writeOthers(run: RunFolder, folder: string, dialogIds: readonly string[], path: string): Promise<void> {
  const scratch = openRunFolder({ runId: 'attempts', runsRoot: folder });
  await mkdir(scratch.folder, { recursive: true });
  await withDatabase({ memoryLimitMb: 512, spillFolder: folder }, async (db) => {
    await db.openParquet('plans', run.relationPath('plans'));
    await makeAttempts({ run: scratch, db, deps: { readSql, heartbeat: () => undefined } }, 'attempts', {
      dialogIds,
      read: (_scratch, dialogId) => readJournalToGather(run, dialogId),
      write: (query) => db.writeParquet(query, path, undefined, 2048),
    });
  });
}

/** SQL over the lines of files, with column `filename`. */
function readLines(files: readonly string[], columns: Readonly<Record<string, string>>): string {
  const types = Object.entries(columns);
  if (files.length === 0) {
    const none = types.map(([name, type]) => `null::${type} as ${quoteIdentifier(name)}`);
    return `from (select ${none.join(', ')}, null::varchar as filename where false)`;
  }
  const named = types.map(([name, type]) => `${quoteText(name)}: ${quoteText(type)}`);
  const list = files.map((path) => quoteText(escapePattern(path))).join(', ');
  const source = `read_json([${list}], format = 'newline_delimited', filename = true, maximum_object_size = ${mostJsonBytes}, columns = {${named.join(', ')}})`;
  return `from ${source}`;
}

/** Condition for rows of a file, but for those of dialogs that another place has later. */
function isLast(column: string, superseded: readonly { dialogId: string; path: string }[]): string {
  if (superseded.length === 0) return 'true';
  const later = superseded.map(({ dialogId, path }) => quoteText(`${dialogId} ${path}`));
  return `${column} || ' ' || filename not in (${later.join(', ')})`;
}
