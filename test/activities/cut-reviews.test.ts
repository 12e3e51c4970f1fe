import assert from 'node:assert/strict';
import { cutReviews } from '../../activities/cut-reviews.ts';
import { drawReviews } from '../studio/profiling/drawn-reviews.ts';
import type { DrawnReview } from '../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, runStage } from '../studio/profiling/profiled-run.ts';

const reviews = drawReviews(120, 4);
const hostile: DrawnReview = {
  reviewId: `'"; drop table reviews; -- ../🦊\\${'x'.repeat(10_000)}`,
  userId: 'u0',
  itemId: '../i',
  rating: 1,
  reviewedAt: '2020-01-01T00:00:00.000Z',
  text: '😀 The battery died on a charge… but the “screen” has bright colors! 🔋',
};

async function cut(given: readonly DrawnReview[]) {
  const test = await createRunOf(given);
  try {
    const report = await runStage(test, cutReviews);
    return {
      report,
      clauses: await queryRun(test, ['clauses'], 'from clauses'),
      broken: await queryRun(
        test,
        ['clauses', 'reviews'],
        `select clauses.* from clauses join reviews using (review_id)
           where substring(reviews.text, char_start + 1, char_end - char_start) <> clauses.text`,
      ),
    };
  } finally {
    await test.remove();
  }
}

describe('cutReviews', () => {
  it('writes clauses whose spans DuckDB reads back', async () => {
    const { report, clauses, broken } = await cut([...reviews, hostile, { ...hostile, reviewId: 'empty', text: '' }]);
    assert.deepEqual(broken, []);
    assert.equal(clauses.length, 362);
    assert.equal(clauses.filter(({ review_id: id }) => id === hostile.reviewId).length, 2);
    assert.deepEqual(report.steps, [{ step: 'reviews with clauses', rowsIn: 122, rowsOut: 121 }]);
  });

  it('does not depend on the order of the reviews', async () => {
    const [first, second] = [await cut(reviews), await cut(reviews.toReversed())];
    assert.deepEqual(second.clauses, first.clauses);
  });

  it('fails where there is no review', async () => {
    await assert.rejects(cut([]), { name: 'DatasetMalformed', message: 'there is no review to cut into clauses' });
  });

  it('stops when the activity is cancelled', async () => {
    const test = await createRunOf(reviews);
    const signal = AbortSignal.abort();
    let now = 0;
    const deps = { ...test.deps, cancellation: () => signal, nowMs: () => (now += 100) };
    try {
      await assert.rejects(runStage({ ...test, deps }, cutReviews), { name: 'AbortError' });
      assert.ok(test.heartbeats.length > 0);
    } finally {
      await test.remove();
    }
  });
});
