import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readIfAny } from '../../activities/dialogs/keep-histories.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import { AttemptSchema, DialogSchema } from '../../schemas/dialog.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import { damagedFile } from '../../infra/duckdb/database-failure.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';

/** All that a run keeps of how a dialog that ended was made. */
export interface RecordedDialog {
  dialog: Dialog;
  attempts: readonly Attempt[];
  /** Of its last workflow, as JSON; undefined where none could be kept. */
  history: string | undefined;
}

/** Ids of a run's dialogs that ended, in order; with a status only those that ended so. */
export async function listEndedDialogs(run: RunFolder, status?: Dialog['status']): Promise<string[]> {
  const files = await run.listNames('work/dialogs');
  const ended: string[] = [];
  for (const file of files.toSorted()) {
    const [, dialogId] = /^(d[0-9a-f]{20})\.json$/u.exec(file) ?? [];
    const dialog = dialogId === undefined ? undefined : await readEnded(run, dialogId);
    if (dialog !== undefined && (status ?? dialog.status) === dialog.status) ended.push(dialog.dialogId);
  }
  return ended;
}

async function readEnded(run: RunFolder, dialogId: string): Promise<Dialog | undefined> {
  const text = await run.readText(`work/dialogs/${dialogId}.json`);
  return text === undefined ? undefined : DialogSchema.parse(JSON.parse(text));
}

const HistoryRowSchema = z.object({ dialogId: z.string(), history: z.string(), sha256: z.string(), file: z.string() });

/** Histories are read so many at a time: each is some 20 kB of JSON. */
const dialogsAPage = 200;

/** Dialogs of a run in the order of their ids; one that has not ended is left out. */
export async function* readRecordedDialogs(
  run: RunFolder,
  dialogIds: readonly string[],
): AsyncGenerator<RecordedDialog> {
  const ordered = dialogIds.toSorted();
  for (let from = 0; from < ordered.length; from += dialogsAPage) {
    const page = ordered.slice(from, from + dialogsAPage);
    const histories = await readHistories(run, page);
    for (const dialogId of page) {
      const dialog = await readEnded(run, dialogId);
      if (dialog === undefined) continue;
      yield { dialog, attempts: await readAttempts(run, dialogId), history: histories.get(dialogId) };
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

/** A torn last line belongs to a call without a kept answer. */
async function readAttempts(run: RunFolder, dialogId: string): Promise<Attempt[]> {
  const lines = ((await run.readText(`work/dialogs/${dialogId}.jsonl`)) ?? '').split('\n').slice(0, -1);
  return lines.map((line) => AttemptSchema.parse(JSON.parse(line)));
}
