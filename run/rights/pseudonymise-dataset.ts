import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import {
  datasetSplits,
  datasetTables,
  predecessorLines,
  predecessorTable,
  tableFile,
} from '../../studio/dataset/dataset-tables.ts';
import { renderSums, sumsFile } from '../../studio/dataset/file-sums.ts';
import { changeIds, withPseudonyms } from '../../studio/rights/pseudonyms.ts';
import type { Pseudonyms } from '../../studio/rights/pseudonyms.ts';
import { openRelations } from '../reading/check-relations.ts';
import { describeCopy, sumFiles } from './copied-folder.ts';
import { rewriteLines, rewriteTable } from './rewrite-table.ts';

/** Writes a dataset with pseudonyms into a new folder: its files, card, checksums and croissant.json. `files` are the data files that it has. */
export async function pseudonymiseDataset(
  from: string,
  to: string,
  files: readonly string[],
  names: Pseudonyms,
): Promise<void> {
  const change = (line: string): string => changeIds(line, names);
  await withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    for (const split of datasetSplits) {
      for (const table of [...datasetTables, predecessorTable]) {
        if (files.includes(tableFile(table, split))) await rewriteTable(db, { from, to }, table, split, change);
      }
      const lines = predecessorLines(split);
      if (files.includes(lines)) await rewriteLines(join(from, lines), join(to, lines), change);
    }
  });
  const sums = await sumFiles(to, files);
  await writeFile(join(to, 'README.md'), withPseudonyms(await readFile(join(from, 'README.md'), 'utf8')));
  await describeCopy(from, to, sums);
  await writeFile(join(to, sumsFile), renderSums(sums));
}

/** An id of fewer characters is found in others by chance. */
const shortestTelling = 6;

/**
 * Throws DatasetMalformed where the ids of reviews hold those of their users, so that pseudonyms would hide nothing. Reads the run's reviews.
 */
export async function refuseTellingReviewIds(run: RunFolder): Promise<void> {
  await withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    await openRelations(db, run, ['reviews']);
    const [row] = await db.rows(
      `select count(*) filter (contains(review_id, user_id) and length(user_id) >= $shortest) as telling,
         bool_and(contains(review_id, user_id)) as all_tell from reviews`,
      { shortest: shortestTelling },
    );
    if (Number(row?.['telling']) === 0 && row?.['all_tell'] !== true) return;
    throw new StudioFailure('DatasetMalformed', 'the ids of reviews hold the ids of the users who wrote them', {
      remedy: 'Launch over the source without its column of review ids: reviews then have hashes as ids.',
    });
  });
}
