import assert from 'node:assert/strict';
import { z } from 'zod';
import { buildProfiles } from '../../../activities/profiling/build-profiles.ts';
import { buildTrajectories } from '../../../activities/profiling/build-trajectories.ts';
import { withRelations } from '../../../run/query/open-relations.ts';
import { readSavedQuery } from '../../../run/query/saved-queries.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, runStage, writeRelation } from '../../studio/profiling/profiled-run.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const NumbersSchema = z.array(z.tuple([z.coerce.number(), z.coerce.number()]));

/** A run with voices on three aspects in each review, each of its first four characters, and a target a user a day after their last review. */
async function createTracedRun(): Promise<TestRun> {
  const test = await createRunOf(drawReviews(40, 5), { profile: { halfLifeDays: 50 } });
  const { deps, run } = test;
  await deps.withDatabase(run, async (db) => {
    await db.openParquet('reviews', run.relationPath('reviews'));
    await db.writeParquet(
      `select review_id || ':' || no || ':a' || no as mention_id, review_id, user_id, item_id, reviewed_at, 'a' || no as aspect_id, no::integer as clause_no,
              0 as char_start, 4 as char_end, 'it' as term, (rating - 3) / 2 as sentiment
         from reviews, range(3) as aspects(no) order by mention_id`,
      run.relationPath('voices'),
    );
    await db.writeParquet(
      `select 'd' || user_id as dialog_id, user_id, max(reviewed_at) + interval 1 day as target_at from reviews group by user_id order by dialog_id`,
      run.relationPath('targets'),
    );
  });
  await writeRelation(
    test,
    'aspects',
    `select 'a' || no as aspect_id, 'aspect ' || no as label from range(3) as aspects(no)`,
  );
  await runStage(test, buildProfiles);
  await runStage(test, buildTrajectories);
  return test;
}

describe('tracing a number by the saved queries', () => {
  let test: TestRun;
  before(async () => {
    test = await createTracedRun();
  });
  after(() => test.remove());

  const ask = (saved: string, sql: (traced: string) => string): Promise<[number, number][]> =>
    withRelations(test.run, {}, async (relations) => {
      const rows: unknown[][] = [];
      const result = await relations.query(sql(`(${(await readSavedQuery(saved)).replace(/;\s*$/u, '')})`));
      for await (const row of result.rows) rows.push([...row]);
      return NumbersSchema.parse(rows);
    });

  it('the mentions behind a profile add up to its weight, sentiment and count', async () => {
    const traced = await ask(
      'profile-mentions',
      (query) => `
        select profiles.weight, sum(t.weight) from profiles join ${query} as t using (dialog_id, aspect_id)
          group by profiles.dialog_id, profiles.aspect_id, profiles.weight
        union all select profiles.sentiment, sum(t.weight * t.sentiment) / sum(t.weight) from profiles join ${query} as t using (dialog_id, aspect_id)
          group by profiles.dialog_id, profiles.aspect_id, profiles.sentiment
        union all select profiles.mentions, count(t.review_id) from profiles left join ${query} as t using (dialog_id, aspect_id)
          group by profiles.dialog_id, profiles.aspect_id, profiles.mentions`,
    );
    assert.ok(traced.length > 10);
    for (const [stated, added] of traced) assert.ok(Math.abs(stated - added) < 1e-6, `${stated}, traced ${added}`);
  });

  it('the mentions behind a month of a trajectory add up to its mean and count, and no month lacks any', async () => {
    const traced = await ask(
      'trajectory-mentions',
      (query) => `
        select trajectories.n, count(t.review_id) from trajectories left join ${query} as t using (item_id, aspect_id, month) group by trajectories.n, item_id, aspect_id, month
        union all select trajectories.mean, avg(t.sentiment) from trajectories join ${query} as t using (item_id, aspect_id, month) group by trajectories.mean, item_id, aspect_id, month`,
    );
    assert.ok(traced.length > 10);
    for (const [stated, added] of traced) assert.ok(Math.abs(stated - added) < 1e-6, `${stated}, traced ${added}`);
  });
});
