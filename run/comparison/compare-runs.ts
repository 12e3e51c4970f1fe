import type { RunFolder } from '../../activities/dependencies.ts';
import { quoteText } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { compareDialogs, DialogFiguresSchema } from '../../studio/comparison/compare-dialogs.ts';
import type { Comparison, DialogFigures } from '../../studio/comparison/compare-dialogs.ts';
import type { DifferingTurn } from '../../studio/comparison/render-comparison.ts';
import { findConfigDifferences } from '../life/find-config-differences.ts';
import type { ConfigDifference } from '../life/find-config-differences.ts';
import { readNamedRows } from '../query/named-rows.ts';
import { withRelations } from '../query/open-relations.ts';
import { noDialogsYet } from '../reading/no-dialogs-yet.ts';

export interface ComparedRuns extends Comparison {
  settings: ConfigDifference[];
  /** Texts of the first turns that differ. */
  turns: DifferingTurn[];
}

/** So many differing dialogs are shown with their texts. */
const mostShown = 50;

/**
 * Compares two runs, which may still be going on, over the dialogs that have ended by now. Throws RunFolderUnusable for a run without dialogs and
 * for a damaged relation.
 */
export async function compareRuns(a: RunFolder, b: RunFolder): Promise<ComparedRuns> {
  const [before, after] = [await readFigures(a), await readFigures(b)];
  const comparison = compareDialogs(before, after);
  const shown = comparison.differences
    .flatMap(({ dialogId, turn }) => (turn === null ? [] : [{ dialogId, turn }]))
    .slice(0, mostShown);
  const [textsA, textsB] = [await readTexts(a, shown), await readTexts(b, shown)];
  const turns = shown.map(({ dialogId, turn }) => {
    const key = keyOf(dialogId, turn);
    return { dialogId, turn, a: textsA.get(key), b: textsB.get(key) };
  });
  return { ...comparison, settings: findConfigDifferences(await a.readConfig(), await b.readConfig()), turns };
}

async function readFigures(run: RunFolder): Promise<DialogFigures[]> {
  const rows = await readRows(run, await readSql('studio/comparison/dialog_figures.sql'));
  return rows.map((row) => DialogFiguresSchema.parse(row));
}

interface TurnKey {
  dialogId: string;
  turn: number;
}

const keyOf = (dialogId: string, turn: number): string => `${dialogId} ${turn}`;

async function readTexts(run: RunFolder, keys: readonly TurnKey[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const pairs = keys.map(({ dialogId, turn }) => `(${quoteText(dialogId)}, ${turn})`).join(', ');
  const rows = await readRows(run, `select dialog_id, turn, text from turns where (dialog_id, turn) in (${pairs})`);
  return new Map(rows.map(({ dialog_id: id, turn, text }) => [keyOf(String(id), Number(turn)), String(text)] as const));
}

async function readRows(run: RunFolder, sql: string): Promise<Record<string, unknown>[]> {
  return withRelations(run, {}, async ({ names, query }) => {
    if (!names.includes('dialogs')) throw noDialogsYet(run.ref.runId);
    return readNamedRows(await query(sql));
  });
}
