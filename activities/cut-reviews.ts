import type { RecordBatch } from 'apache-arrow';
import { z } from 'zod';
import { StudioFailure } from '../schemas/failure.ts';
import { buildClauseBatch } from '../studio/profiling/build-clause-batch.ts';
import type { Stage, StageContext } from './run-stage.ts';
import { createStagePause } from './stage-pause.ts';

/** Cuts every review into clauses. */
export const cutReviews: Stage = {
  name: 'clauses',
  version: 1,
  reads: ['reviews'],
  writes: ['clauses'],
  settings: () => null,
  async run(context) {
    const { all, withClauses } = await findClauses(context);
    await context.write('clauses', 'from found_clauses order by review_id, clause_no');
    return { steps: [{ step: 'reviews with clauses', rowsIn: all, rowsOut: withClauses }] };
  },
};

/** Makes table found_clauses; counts the reviews and those that gave any. */
async function findClauses({ db, deps }: StageContext): Promise<{ all: number; withClauses: number }> {
  const pause = createStagePause(deps, 'clauses');
  let all = 0;
  async function* cut(): AsyncGenerator<RecordBatch> {
    for await (const batch of db.recordBatches('select review_id, text from reviews')) {
      yield await buildClauseBatch(batch, pause);
      all += batch.numRows;
    }
    if (all === 0) throw new StudioFailure('DatasetMalformed', 'there is no review to cut into clauses');
  }
  await db.createTable('found_clauses', cut());
  const [row] = await db.rows('select count(distinct review_id) as reviews from found_clauses');
  return { all, withClauses: z.object({ reviews: z.number() }).parse(row).reviews };
}
