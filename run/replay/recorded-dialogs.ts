import { createHash } from 'node:crypto';
import { z } from 'zod';
import { listDialogIds, readAttempts, readDialogRecord } from '../../activities/dialogs/dialog-files.ts';
import { checkJournal, lostRecord } from '../../activities/dialogs/lost-files.ts';
import { readIfAny } from '../../activities/dialogs/keep-histories.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import { damagedFile } from '../../infra/duckdb/database-failure.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from '../reading/check-relations.ts';

/** All that a run keeps of how a dialog that ended was made. */
export interface RecordedDialog {
  dialog: Dialog;
  attempts: readonly Attempt[];
  /** History of its last workflow, as JSON; undefined where none could be kept. */
  history: string | undefined;
}

/** Ids of a run's dialogs that ended, in order; with a status only those that ended so. */
export async function listEndedDialogs(run: RunFolder, status?: Dialog['status']): Promise<string[]> {
  const ended: string[] = [];
  for (const dialogId of await listDialogIds(run, 'record')) {
    const dialog = await readDialogRecord(run, dialogId);
    if (dialog !== undefined && (status ?? dialog.status) === dialog.status) ended.push(dialog.dialogId);
  }
  return ended;
}

/** Throws RunFolderUnusable where the record of a dialog is gone that a complete run had gathered. */
export async function checkRecords(run: RunFolder): Promise<void> {
  const manifest = await run.readManifest();
  if (manifest?.status !== 'complete' || !(await isMade(run, 'dialogs'))) return;
  const records = new Set(await listDialogIds(run, 'record'));
  const gathered = await withDatabase({ memoryLimitMb: 512 }, async (db) => {
    await openRelations(db, run, ['dialogs']);
    return db.rows('select dialog_id as "dialogId" from dialogs order by all');
  });
  const lost = gathered.map(({ dialogId }) => String(dialogId)).find((dialogId) => !records.has(dialogId));
  if (lost !== undefined) throw lostRecord(run, lost, true);
}

const HistoryRowSchema = z.object({ dialogId: z.string(), history: z.string(), sha256: z.string(), file: z.string() });

/** Histories are read so many at a time: each is some 20 kB of JSON. */
const dialogsAPage = 200;

/**
 * Dialogs of a run in the order of their ids; one that has not ended is left out. Throws RunFolderUnusable, with file and remedy, where a record,
 * a journal or a history is damaged.
 */
export async function* readRecordedDialogs(
  run: RunFolder,
  dialogIds: readonly string[],
): AsyncGenerator<RecordedDialog> {
  const ordered = dialogIds.toSorted();
  for (let from = 0; from < ordered.length; from += dialogsAPage) {
    const page = ordered.slice(from, from + dialogsAPage);
    const histories = await readHistories(run, page);
    for (const dialogId of page) {
      const dialog = await readDialogRecord(run, dialogId);
      if (dialog === undefined) continue;
      const attempts = await readAttempts(run, dialogId);
      checkJournal(run, dialog, attempts);
      yield { dialog, attempts, history: histories.get(dialogId) };
    }
  }
}

async function readHistories(run: RunFolder, dialogIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await withDatabase({ memoryLimitMb: 1024 }, async (db) =>
    readIfAny(db, run, await readSql('run/replay/last_histories.sql'), { dialogIds: JSON.stringify(dialogIds) }),
  );
  return new Map(
    rows.map((row) => {
      const { dialogId, history, sha256, file } = HistoryRowSchema.parse(row);
      if (createHash('sha256').update(history).digest('hex') !== sha256) {
        throw damagedFile(file, `the history of dialog ${dialogId} is not what was written there`);
      }
      return [dialogId, history];
    }),
  );
}
