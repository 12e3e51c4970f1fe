import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { makeClauseParts, openParts } from './clause-parts.ts';
import type { Stage } from '../stage/run-stage.ts';

/** Cuts every review into clauses, a partition at a time. */
export const cutReviews: Stage = {
  name: 'clauses',
  version: 3,
  reads: ['reviews'],
  writes: ['clauses'],
  settings: () => null,
  async run(context) {
    const { db, deps } = context;
    const { partitions, paths, made } = await makeClauseParts(context, 'clauses');
    if (partitions.length === 0) throw new StudioFailure('DatasetMalformed', 'there is no review to cut into clauses');
    await openParts(context, paths);
    await context.write('clauses', await deps.readSql('studio/profiling/clauses.sql'));
    const [counts] = z
      .tuple([z.object({ reviews: z.number(), cut: z.number() })])
      .parse(
        await db.rows(
          'select (select count(*) from reviews) as reviews, (select count(*) from parts where clause_no = 0) as cut',
        ),
      );
    return {
      steps: [{ step: 'reviews with clauses', rowsIn: counts.reviews, rowsOut: counts.cut }],
      figures: { partitions: partitions.length, partitions_made: made },
    };
  },
};
