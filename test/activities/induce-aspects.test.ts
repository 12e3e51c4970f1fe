import assert from 'node:assert/strict';
import { aspectModelPath, induceAspects } from '../../activities/induce-aspects.ts';
import { decodeAspectModel } from '../../studio/profiling/aspect-model.ts';
import { drawReviews } from '../studio/profiling/drawn-reviews.ts';
import type { DrawnReview } from '../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, runStage } from '../studio/profiling/profiled-run.ts';

const config = { aspects: { count: 3, minimumSimilarity: 0.4 } };
const reviews = drawReviews(120, 4);
const hostile: DrawnReview = {
  reviewId: `'"; drop table reviews; -- ../🦊\\${'x'.repeat(10_000)}`,
  userId: 'u0',
  itemId: '../i',
  rating: 1,
  reviewedAt: '2020-01-01T00:00:00.000Z',
  text: '😀 The battery died on a charge… but the “screen” has bright colors! 🔋',
};

async function induce(given: readonly DrawnReview[]) {
  const test = await createRunOf(given, config);
  try {
    const report = await runStage(test, induceAspects);
    const bytes = await test.run.readBytes(aspectModelPath);
    return {
      report,
      model: decodeAspectModel(bytes ?? new Uint8Array()),
      bytes,
      clauses: await queryRun(test, ['clauses'], 'from clauses'),
      aspects: await queryRun(test, ['aspects'], 'from aspects'),
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

describe('induceAspects', () => {
  it('writes clauses whose spans DuckDB reads back, aspects with their figures, and the model', async () => {
    const { report, model, clauses, aspects, broken } = await induce([
      ...reviews,
      hostile,
      { ...hostile, reviewId: 'empty', text: '' },
    ]);
    assert.deepEqual(broken, []);
    assert.equal(clauses.length, 362);
    assert.equal(clauses.filter(({ review_id: id }) => id === hostile.reviewId).length, 2);
    assert.deepEqual(
      aspects.map(({ aspect_id: id, kept, drop_reason: reason }) => [id, kept, reason]),
      ['a01', 'a02', 'a03'].map((id) => [id, true, null]),
    );
    assert.deepEqual(model.aspectIds, ['a01', 'a02', 'a03']);
    assert.deepEqual(report.steps, [
      { step: 'reviews with clauses', rowsIn: 122, rowsOut: 121 },
      { step: 'clauses drawn for training', rowsIn: 362, rowsOut: 362 },
      { step: 'clusters kept as aspects', rowsIn: 3, rowsOut: 3, note: '' },
    ]);
  });

  it('does not depend on the order of the reviews', async () => {
    const [first, second] = [await induce(reviews), await induce(reviews.toReversed())];
    assert.deepEqual(second.clauses, first.clauses);
    assert.deepEqual(second.aspects, first.aspects);
    assert.deepEqual(second.bytes, first.bytes);
  });

  it('fails with what to do when there is too little text', async () => {
    await assert.rejects(induce([]), {
      name: 'DatasetMalformed',
      message: 'there is no review to induce aspects from',
    });
    await assert.rejects(induce([{ ...hostile, text: '…' }]), { name: 'DatasetMalformed' });
  });

  it('stops when the activity is cancelled', async () => {
    const test = await createRunOf(reviews, config);
    const signal = AbortSignal.abort();
    let now = 0;
    const deps = { ...test.deps, cancellation: () => signal, nowMs: () => (now += 100) };
    try {
      await assert.rejects(runStage({ ...test, deps }, induceAspects), { name: 'AbortError' });
      assert.ok(test.heartbeats.length > 0);
    } finally {
      await test.remove();
    }
  });
});
