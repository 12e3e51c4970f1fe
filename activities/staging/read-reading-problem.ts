import { z } from 'zod';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { findReadingProblem } from '../../studio/staging/find-reading-problem.ts';
import type { ReadingProblem } from '../../studio/staging/find-reading-problem.ts';
import type { StagingTools } from './stage-source-file.ts';

/** Why the staged reviews are not what the config says of their ratings and times; undefined where they are. */
export async function readReadingProblem(
  { db, deps }: Pick<StagingTools, 'db'> & { deps: Pick<StagingTools['deps'], 'readSql'> },
  source: SourceConfig,
): Promise<ReadingProblem | undefined> {
  const [row] = await db.rows(await deps.readSql('studio/staging/reading_figures.sql'));
  return findReadingProblem(FiguresSchema.parse(row), source);
}

const FiguresSchema = z.object({
  reviews: z.number(),
  outside: z.number(),
  lowest_outside: z.number().nullable(),
  highest_outside: z.number().nullable(),
  fewest_stars: z.number().nullable(),
  most_stars: z.number().nullable(),
  ambiguous_times: z.number(),
  ambiguous_time: z.string().nullable(),
});
