import assert from 'node:assert/strict';
import { buildTrajectories } from '../../../activities/profiling/build-trajectories.ts';
import { createRunOf, queryRun, runStage, writeRelation } from '../../studio/profiling/profiled-run.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';

describe('buildTrajectories', () => {
  it('writes months and summaries with the settings of the run and counts the labels', async () => {
    const test = await createRunOf(drawReviews(40, 1), { trajectory: { kappa: 0 } });
    try {
      await writeRelation(
        test,
        'voices',
        `select 'm' || n as mention_id, 'r' || n as review_id, 'u' as user_id, if(n < 12, 'i0', 'i1') as item_id,
                timestamp '2020-01-01' + interval 1 month * n as reviewed_at, 'a01' as aspect_id, 0 as clause_no, 0 as char_start, 4 as char_end,
                'it' as term, 'positive' as polarity, if(n < 12, n / 12, 0.5) as sentiment
           from range(14) as numbers(n)`,
      );
      const report = await runStage(test, buildTrajectories);
      assert.deepEqual(report.rows, { trajectories: 14, trajectory_summaries: 2 });
      assert.deepEqual(report.figures, { rising: 1, sparse: 1 });
      assert.deepEqual(
        await queryRun(
          test,
          ['trajectory_summaries'],
          'select item_id, n, months, label, shrunk_mean = mean as is_plain from trajectory_summaries',
        ),
        [
          { item_id: 'i0', n: 12, months: 12, label: 'rising', is_plain: true },
          { item_id: 'i1', n: 2, months: 2, label: 'sparse', is_plain: true },
        ],
      );
    } finally {
      await test.remove();
    }
  });
});
