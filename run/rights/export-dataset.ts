import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { isThere } from '../../infra/storage/usable-file.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { croissantFile } from '../../studio/dataset/croissant-files.ts';
import {
  datasetSplits,
  datasetTables,
  listDatasetFiles,
  predecessorLines,
  predecessorTable,
  tableFile,
} from '../../studio/dataset/dataset-tables.ts';
import type { DatasetSplit } from '../../studio/dataset/dataset-tables.ts';
import { renderSums, sumsFile } from '../../studio/dataset/file-sums.ts';
import { withoutExample } from '../../studio/rights/card-without-text.ts';
import type { Pseudonyms } from '../../studio/rights/pseudonyms.ts';
import { changeTexts, findDialogId } from '../../studio/rights/text-fields.ts';
import { openDialogBlanker } from './dialog-blanker.ts';
import { describeCopy, refuseExisting, sumFiles } from './copied-folder.ts';
import { pseudonymiseDataset, refuseTellingReviewIds } from './pseudonymise-dataset.ts';
import { rewriteLines, rewriteTable } from './rewrite-table.ts';
import type { Folders } from './rewrite-table.ts';

/** Which words of reviews a copy of a dataset holds. */
export const datasetTexts = ['none', 'quotes'] as const;
export type DatasetText = (typeof datasetTexts)[number];

/** Sums of the files as they are with their texts; lies in a copy that has none. */
export const textSumsFile = 'SHA256SUMS.text';

/**
 * Copies a run's dataset into a new folder: `quotes` as it is; `none` with a reference instead of every four words or more in a row that a dialog or its
 * plan repeats of a review. With `names` users and dialogs are called by them. Returns the files' paths below the folder. Throws RunFolderUnusable for a
 * run without a dataset and where the folder is there already, DatasetMalformed where review ids tell whom the names are to hide.
 */
export async function exportDataset(
  run: RunFolder,
  folder: string,
  text: DatasetText,
  names?: Pseudonyms,
): Promise<string[]> {
  const dataset = run.path('dataset');
  if (!(await isThere(join(dataset, sumsFile)))) {
    throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has no dataset yet`, {
      remedy: 'Launch it again until it is complete, or make the dataset of what there is: convrec gather.',
    });
  }
  await refuseExisting(folder);
  const files: string[] = [];
  for (const file of listDatasetFiles()) if (await isThere(join(dataset, file))) files.push(file);
  if (names !== undefined) await refuseTellingReviewIds(run);
  // Has its texts: it is removed whatever happens.
  const named = `${folder}.named.tmp`;
  try {
    if (text === 'quotes') {
      if (names === undefined) await copyAsItIs(dataset, folder, files);
      else await pseudonymiseDataset(dataset, folder, files, names);
    } else if (names === undefined) await copyWithoutText(run, dataset, folder, files);
    else {
      await pseudonymiseDataset(dataset, named, files, names);
      await copyWithoutText(run, named, folder, files, names.dialog);
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(named, { recursive: true, force: true });
  }
  return files;
}

async function copyAsItIs(dataset: string, folder: string, files: readonly string[]): Promise<void> {
  const described = (await isThere(join(dataset, croissantFile))) ? [croissantFile] : [];
  for (const file of [...files, 'README.md', ...described, sumsFile])
    await copy(join(dataset, file), join(folder, file));
}

type Blank = (dialogId: string, line: string) => string;

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}

/** `nameDialog` gives what the dataset calls a dialog of the run. */
async function copyWithoutText(
  run: RunFolder,
  dataset: string,
  folder: string,
  files: readonly string[],
  nameDialog: (dialogId: string) => string = (dialogId) => dialogId,
): Promise<void> {
  const folders = { from: dataset, to: folder };
  await withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    const blankText = await openDialogBlanker(db, run, nameDialog);
    const blank: Blank = (dialogId, line) => changeTexts(line, (text) => blankText(dialogId, text));
    for (const split of datasetSplits) {
      if (!files.includes(tableFile({ folder: 'data' }, split))) continue;
      for (const table of datasetTables) {
        await rewriteTable(db, folders, table, split, (line) => blank(findDialogId(line) ?? '', line));
      }
      await blankPredecessor(db, folders, split, blank);
    }
  });
  const sums = await sumFiles(folder, files);
  await cp(join(dataset, sumsFile), join(folder, textSumsFile));
  await writeFile(join(folder, 'README.md'), withoutExample(await readFile(join(dataset, 'README.md'), 'utf8')));
  await describeCopy(dataset, folder, sums);
  await writeFile(join(folder, sumsFile), renderSums(sums));
}

/** Its rows have no dialog's id; they are in the order of those that have. */
async function blankPredecessor(db: Database, folders: Folders, split: DatasetSplit, blank: Blank): Promise<void> {
  const data = join(folders.from, tableFile({ folder: 'data' }, split));
  const ids = (await db.rows('select dialog_id from read_parquet($data)', { data })).map((row) =>
    String(row['dialog_id']),
  );
  const change = (line: string, index: number): string => blank(ids[index] ?? '', line);
  await rewriteTable(db, folders, predecessorTable, split, change);
  const lines = predecessorLines(split);
  await rewriteLines(join(folders.from, lines), join(folders.to, lines), change);
}
