import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import {
  datasetSplits,
  datasetTables,
  predecessorLines,
  predecessorTable,
  tableFile,
} from '../../studio/dataset/dataset-tables.ts';
import { parseSums, renderSums, sumsFile } from '../../studio/dataset/file-sums.ts';
import { listReferences, restore } from '../../studio/rights/references.ts';
import { changeTexts } from '../../studio/rights/text-fields.ts';
import { describeCopy, refuseExisting, sumFiles } from './copied-folder.ts';
import { textSumsFile } from './export-dataset.ts';
import { rewriteLines, rewriteTable } from './rewrite-table.ts';
import type { ChangeLine } from './rewrite-table.ts';

export interface Hydration {
  /** Files that are byte for byte what they were with their texts. */
  restored: string[];
  /** Files that are not: a review is missing or is not what it was. */
  differing: string[];
  /** Ids of reviews that were not found; their references stay. */
  missing: string[];
}

/**
 * Puts the words of reviews back into a copy of a dataset without texts, into a new folder. `reviews` is a Parquet file with the columns `review_id` and
 * `text`. Throws DatasetMalformed where the folder is no such copy or the reviews cannot be read, RunFolderUnusable where `to` is there already.
 */
export async function hydrateDataset(from: string, to: string, reviews: string): Promise<Hydration> {
  const expected = await readTextSums(from);
  await refuseExisting(to);
  const missing = new Set<string>();
  try {
    await withDatabase({ memoryLimitMb: 1024 }, async (db) => {
      await openReviews(db, reviews);
      for (const split of datasetSplits) {
        for (const table of [...datasetTables, predecessorTable]) {
          const file = tableFile(table, split);
          if (!expected.has(file)) continue;
          const find = await readReferred(db, join(from, file));
          await rewriteTable(db, { from, to }, table, split, restoreLine(find, missing));
          if (table.folder !== predecessorTable.folder) continue;
          const lines = predecessorLines(split);
          await rewriteLines(join(from, lines), join(to, lines), restoreLine(find, missing));
        }
      }
    });
    await cp(join(from, 'README.md'), join(to, 'README.md'));
    const sums = await sumFiles(to, expected.keys());
    await describeCopy(from, to, sums);
    await writeFile(join(to, sumsFile), renderSums(sums));
    const files = [...expected.keys()];
    return {
      restored: files.filter((file) => sums.get(file) === expected.get(file)),
      differing: files.filter((file) => sums.get(file) !== expected.get(file)),
      missing: [...missing].toSorted(),
    };
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    throw error;
  }
}

const restoreLine =
  (find: (reviewId: string) => string | undefined, missing: Set<string>): ChangeLine =>
  (line) =>
    changeTexts(line, (text) => {
      const restored = restore(text, find);
      for (const id of restored.missing) missing.add(id);
      return restored.text;
    });

async function readTextSums(folder: string): Promise<Map<string, string>> {
  const path = join(folder, textSumsFile);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const sums = text === undefined ? undefined : parseSums(text);
  if (sums !== undefined) return sums;
  throw new StudioFailure(
    'DatasetMalformed',
    text === undefined
      ? `${folder} has no ${textSumsFile}: it is no dataset whose texts were left out`
      : `${path} is damaged`,
    { remedy: 'Name a folder that `convrec export --to dataset --text none` wrote.' },
  );
}

async function openReviews(db: Database, path: string): Promise<void> {
  try {
    await db.openParquet('own_reviews', path);
    await db.rows('select review_id::varchar, text::varchar from own_reviews limit 1');
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new StudioFailure(
      'DatasetMalformed',
      `${path} is no Parquet file of reviews: ${reason}`,
      {
        remedy:
          'Name a run that read the same reviews (--run), or a Parquet file with the columns review_id and text (--reviews).',
      },
      error,
    );
  }
}

/** The texts of the reviews that a file refers to. */
async function readReferred(db: Database, path: string): Promise<(reviewId: string) => string | undefined> {
  await db.openParquet('referring', path);
  const referred = await db.rows(
    `select distinct unnest(regexp_extract_all(to_json(referring)::varchar, '⟦r:[^⟧]*⟧')) as reference from referring`,
  );
  const ids = referred.flatMap(({ reference }) => listReferences(String(reference)));
  const rows = await db.rows(
    `select review_id::varchar as review_id, any_value(text)::varchar as text from own_reviews
       where review_id::varchar in (select unnest(from_json($ids, '["varchar"]'))) group by all`,
    { ids: JSON.stringify(ids) },
  );
  const texts = new Map(
    z
      .array(z.object({ review_id: z.string(), text: z.string() }))
      .parse(rows)
      .map((row) => [row.review_id, row.text]),
  );
  return (reviewId) => texts.get(reviewId);
}
