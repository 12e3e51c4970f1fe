import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import type { Forgotten } from '../../../studio/rights/find-traces.ts';
import { isThere } from '../../../infra/storage/usable-file.ts';

export interface OtherPlace {
  /** Absolute path of a run's folder. */
  folder: string;
  /** Rows of its relation `reviews`; null where that cannot be read. */
  reviews: number | null;
}

/** Other runs beside this one, those set aside by `--fresh` included, whose reviews have one of the ids. */
export async function findOtherPlaces(
  { ref }: RunFolder,
  forgotten: Pick<Forgotten, 'users' | 'reviews'>,
): Promise<OtherPlace[]> {
  const places: OtherPlace[] = [];
  for (const name of (await readdir(ref.runsRoot)).toSorted()) {
    const folder = join(ref.runsRoot, name);
    const path = join(folder, 'relations', 'reviews.parquet');
    if (name === ref.runId || !(await isThere(path))) continue;
    const reviews = await countReviews(path, forgotten);
    if (reviews !== 0) places.push({ folder, reviews });
  }
  return places;
}

async function countReviews(
  path: string,
  { users, reviews }: Pick<Forgotten, 'users' | 'reviews'>,
): Promise<number | null> {
  try {
    return await withDatabase({ memoryLimitMb: 512 }, async (db) => {
      const [row] = await db.rows(
        `select count(*) as reviews from read_parquet($path)
         where user_id in (select unnest(from_json($users, '["VARCHAR"]'))) or review_id in (select unnest(from_json($reviews, '["VARCHAR"]')))`,
        { path, users: JSON.stringify(users), reviews: JSON.stringify(reviews) },
      );
      return Number(row?.['reviews']);
    });
  } catch {
    return null;
  }
}
