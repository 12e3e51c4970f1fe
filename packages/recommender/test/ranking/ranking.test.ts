import assert from 'node:assert/strict';
import { createRandom } from '../../../../studio/random.ts';
import { scorePopularity } from '../../models/closed-form/popularity.ts';
import { placeOf } from '../../ranking/place.ts';
import { measureChance, measurePlace, measureRanking } from '../../ranking/ranking-metrics.ts';

const near = (actual: number, expected: number, tolerance = 1e-12): void =>
  assert(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`);

describe('places', () => {
  it('count what scores higher and what scores the same', () => {
    const scores = Float32Array.of(0.5, 2, 1, 1, -3);
    assert.deepEqual(placeOf(scores, 1), { above: 0, tied: 1 });
    assert.deepEqual(placeOf(scores, 3), { above: 1, tied: 2 });
    assert.deepEqual(placeOf(scores, 4), { above: 4, tied: 1 });
    assert.deepEqual(placeOf(scores, 3, [4, 3, 0]), { above: 0, tied: 1 });
    assert.deepEqual(placeOf(scores, 4, [4, 3, 0]), { above: 2, tied: 1 });
  });

  it('refuse scores that are no numbers and candidates without the target or twice', () => {
    assert.throws(() => placeOf(Float32Array.of(1, Number.NaN), 0), /item 1 is not a number/u);
    assert.throws(() => placeOf(Float32Array.of(1, 2), 2), /no item 2 among 2/u);
    assert.throws(() => placeOf(Float32Array.of(1, 2, 3), 0, [1, 2]), /target 0 is not among/u);
    assert.throws(() => placeOf(Float32Array.of(1, 2, 3), 0, [0, 1, 1]), /listed twice/u);
  });
});

describe('ranking metrics', () => {
  it('by hand: ranks 1, 3 and 7', () => {
    const metrics = measureRanking([0, 2, 6].map((above) => ({ above, tied: 1 })));
    near(metrics['hit@1'], 1 / 3);
    near(metrics['hit@5'], 2 / 3);
    near(metrics['hit@10'], 1);
    // 1 / log2(2) = 1, 1 / log2(4) = 0.5, 1 / log2(8) = 1 / 3.
    near(metrics['ndcg@5'], 1.5 / 3);
    near(metrics['ndcg@10'], (1.5 + 1 / 3) / 3);
    near(metrics.mrr, (1 + 1 / 3 + 1 / 7) / 3);
  });

  it('by hand: one item above and three alike share ranks 2, 3 and 4', () => {
    const metrics = measurePlace({ above: 1, tied: 3 });
    near(metrics['hit@1'], 0);
    near(metrics['hit@5'], 1);
    near(metrics['ndcg@5'], (1 / Math.log2(3) + 1 / 2 + 1 / Math.log2(5)) / 3);
    near(metrics.mrr, (1 / 2 + 1 / 3 + 1 / 4) / 3);
    // Ranks 10 and 11: half of the orders make the first ten.
    near(measurePlace({ above: 9, tied: 2 })['hit@10'], 0.5);
  });

  it('one score for all is worth what chance is', () => {
    const metrics = measureRanking([3, 7].map((target) => placeOf(new Float32Array(25), target)));
    assert.deepEqual(metrics, measureChance(25));
    near(metrics['hit@1'], 1 / 25);
    near(metrics['hit@10'], 10 / 25);
    assert.throws(() => measureRanking([]), /no target was ranked/u);
  });

  it('random scores come to what chance is worth', () => {
    const random = createRandom(3);
    const items = 50;
    const places = Array.from({ length: 4000 }, () =>
      placeOf(
        Float32Array.from({ length: items }, () => random.unit()),
        random.integer(0, items - 1),
      ),
    );
    const metrics = measureRanking(places);
    const chance = measureChance(items);
    // Four standard errors of a share: sqrt(p (1 - p) / n).
    for (const name of ['hit@1', 'hit@5', 'hit@10'] as const) {
      near(metrics[name], chance[name], 4 * Math.sqrt((chance[name] * (1 - chance[name])) / places.length));
    }
    near(metrics.mrr, chance.mrr, 0.02);
  });

  it('popularity hits as often as its items are chosen', () => {
    // Items 0..3 chosen 8, 4, 2 and 2 times of 16: the last two are tied, so each is at rank 3 or 4.
    const targets = [8, 4, 2, 2].flatMap((times, item) => Array.from({ length: times }, () => item));
    const scores = scorePopularity(targets, 4);
    const metrics = measureRanking(targets.map((target) => placeOf(scores, target)));
    near(metrics['hit@1'], 8 / 16);
    near(metrics['hit@5'], 1);
    near(metrics.mrr, (8 * 1 + 4 / 2 + (4 * (1 / 3 + 1 / 4)) / 2) / 16);
    assert.throws(() => scorePopularity([4], 4), /no item 4 in a table of 4/u);
  });
});
