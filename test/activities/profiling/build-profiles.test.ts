import assert from 'node:assert/strict';
import { buildProfiles } from '../../../activities/profiling/build-profiles.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, runStage, writeRelation } from '../../studio/profiling/profiled-run.ts';

describe('buildProfiles', () => {
  it('writes the profile of every target whose user spoke of an aspect before, and counts the others', async () => {
    const test = await createRunOf(drawReviews(10, 1), { profile: { halfLifeDays: 10 } });
    try {
      await writeRelation(
        test,
        'voices',
        `select 'm' || n as mention_id, 'r' || n as review_id, 'u' as user_id, 'i' as item_id, timestamp '2020-01-01' + interval 10 day * n as reviewed_at,
                'a01' as aspect_id, 0 as clause_no, 0 as char_start, 4 as char_end, 'it' as term, 'positive' as polarity, n::double / 10 as sentiment
           from range(3) as numbers(n)`,
      );
      await writeRelation(
        test,
        'targets',
        `select * from (values ('d1', 'u', timestamp '2020-01-21'), ('d2', 'u', timestamp '2020-01-01'), ('d3', 'v', timestamp '2021-01-01'))
           as targets(dialog_id, user_id, target_at)`,
      );
      const report = await runStage(test, buildProfiles);
      assert.deepEqual(report.steps, [{ step: 'targets with a profile', rowsIn: 3, rowsOut: 1 }]);
      assert.deepEqual(
        await queryRun(
          test,
          ['profiles'],
          'select dialog_id, mentions, weight, round(sentiment, 6) as sentiment, share, newest_at from profiles',
        ),
        [
          {
            dialog_id: 'd1',
            mentions: 2,
            weight: 0.75,
            sentiment: 0.066667,
            share: 1,
            newest_at: '2020-01-11T00:00:00.000Z',
          },
        ],
      );
    } finally {
      await test.remove();
    }
  });
});
