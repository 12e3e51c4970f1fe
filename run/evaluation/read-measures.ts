import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { RunMeasureSchema } from '../../schemas/evaluation.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';

const ListedMeasureSchema = RunMeasureSchema.extend({
  unit: z.string(),
  meaning: z.string(),
  tokenizer: z.string().nullable(),
  source: z.string(),
});
export type ListedMeasure = z.infer<typeof ListedMeasureSchema>;

/** The figures of a run that was evaluated, in the order they are shown. */
export async function readMeasures(run: RunFolder): Promise<ListedMeasure[]> {
  return withDatabase({ memoryLimitMb: 256, threads: 1 }, async (db) => {
    await db.openParquet('run_measures', run.relationPath('run_measures'));
    return z.array(ListedMeasureSchema).parse(await db.rows('from run_measures'));
  });
}
