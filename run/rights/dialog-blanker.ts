import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { createBlanker } from '../../studio/rights/references.ts';
import type { SourceText } from '../../studio/rights/references.ts';
import { openRelations } from '../reading/check-relations.ts';

/** A text of a dialog with references instead of the words of reviews. */
export type BlankText = (dialogId: string, text: string) => string;

/**
 * Reads which words of reviews each accepted dialog of a run may repeat. `nameDialog` gives what the texts' dialogs are called. Throws RunFolderUnusable for
 * a run without dialogs, plans or reviews.
 */
export async function openDialogBlanker(
  db: Database,
  run: RunFolder,
  nameDialog: (dialogId: string) => string = (dialogId) => dialogId,
): Promise<BlankText> {
  await openRelations(db, run, ['dialogs', 'plans', 'reviews']);
  const sources = await readSources(db, nameDialog);
  const titles = await readTitles(db, nameDialog);
  // A dialog's texts mostly follow one another, so the newest one's words are kept.
  let newest = { dialogId: '', blank: createBlanker([], []) };
  return (dialogId, text) => {
    if (dialogId !== newest.dialogId)
      newest = { dialogId, blank: createBlanker(sources.get(dialogId) ?? [], titles.get(dialogId) ?? []) };
    return newest.blank(text);
  };
}

async function readSources(db: Database, nameDialog: (dialogId: string) => string): Promise<Map<string, SourceText[]>> {
  const sources = new Map<string, SourceText[]>();
  for (const row of await db.rows(await readSql('run/rights/dialog_sources.sql'))) {
    const dialogId = nameDialog(String(row['dialog_id']));
    const known = sources.get(dialogId) ?? [];
    known.push({
      reviewId: String(row['review_id']),
      charStart: Number(row['char_start']),
      text: String(row['text']),
    });
    sources.set(dialogId, known);
  }
  return sources;
}

async function readTitles(db: Database, nameDialog: (dialogId: string) => string): Promise<Map<string, string[]>> {
  const Titles = z.object({ dialog_id: z.string(), titles: z.array(z.string()) });
  const rows = await db.rows(await readSql('run/rights/dialog_titles.sql'));
  return new Map(
    z
      .array(Titles)
      .parse(rows)
      .map((row) => [nameDialog(row.dialog_id), row.titles]),
  );
}
