import assert from 'node:assert/strict';
import { createRandom } from '../../../studio/random.ts';
import { bootstrapInterval, comparePaired, meanInterval } from '../../../studio/evaluation/intervals.ts';
import { shareWithin, widthHolding } from '../../../studio/evaluation/student-t.ts';

const near = (actual: number, expected: number, tolerance: number): void =>
  assert(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`);

describe('Student’s t', () => {
  it('agrees with the printed table (two-sided 95 % and 99 %)', () => {
    const table = [
      [1, 12.706, 63.657],
      [2, 4.303, 9.925],
      [3, 3.182, 5.841],
      [4, 2.776, 4.604],
      [9, 2.262, 3.25],
      [30, 2.042, 2.75],
    ] as const;
    for (const [degrees, t95, t99] of table) {
      near(widthHolding(0.95, degrees), t95, 6e-4);
      near(widthHolding(0.99, degrees), t99, 6e-4);
      near(shareWithin(t95, degrees), 0.95, 1e-4);
    }
    assert.throws(() => shareWithin(1, 0), /0 degrees/u);
    assert.throws(() => widthHolding(1, 3), /not between 0 and 1/u);
  });
});

describe('intervals', () => {
  it('of a mean, by hand: 1, 2, 3, 4, 5 is 3 ± 2.776 · sqrt(2.5 / 5)', () => {
    const { mean, low, high } = meanInterval([1, 2, 3, 4, 5]);
    assert.equal(mean, 3);
    near(low, 3 - 2.776 * Math.sqrt(0.5), 1e-3);
    near(high, 3 + 2.776 * Math.sqrt(0.5), 1e-3);
    assert.throws(() => meanInterval([1]), /1 values say nothing/u);
  });

  it('hold the true mean about as often as they say', () => {
    const random = createRandom(5);
    const drawn = Array.from({ length: 400 }, () => Array.from({ length: 5 }, () => random.unit() + random.unit()));
    const held = drawn.map((values) => meanInterval(values)).filter(({ low, high }) => low <= 1 && 1 <= high).length;
    near(held / drawn.length, 0.95, 0.04);
  });

  it('by bootstrap are close to those of t where many values are drawn, and the same for the same seed', () => {
    const random = createRandom(6);
    const values = Array.from({ length: 500 }, () => Number(random.chance(0.3)));
    const drawn = bootstrapInterval(values, 1);
    const exact = meanInterval(values);
    assert.equal(drawn.mean, exact.mean);
    near(drawn.low, exact.low, 0.006);
    near(drawn.high, exact.high, 0.006);
    assert.deepEqual(bootstrapInterval(values, 1), drawn);
    assert.throws(() => bootstrapInterval([], 1), /no values/u);
  });
});

describe('paired comparison', () => {
  it('by hand: differences 1, 2, 3 give t = 3.4641 with two degrees, p = 0.0742', () => {
    const { mean, pValue } = comparePaired([2, 4, 6], [1, 2, 3]);
    assert.equal(mean, 2);
    near(pValue, 0.0742, 1e-4);
  });

  it('sees what an unpaired look would not, and nothing where nothing is', () => {
    const seeds = [0.2, 0.5, 0.3, 0.7, 0.4];
    const better = seeds.map((value, at) => value + 0.05 + 0.001 * at);
    assert(comparePaired(better, seeds).pValue < 0.001);
    assert(comparePaired(better, seeds).low > 0);
    assert.equal(comparePaired(seeds, seeds).pValue, 1);
    assert.throws(() => comparePaired(seeds, [1]), /5 values cannot be paired with 1/u);
  });

  it('has no chance below nought, however far apart the two are', () => {
    for (let shift = 1; shift < 60; shift += 1) {
      const a = Array.from({ length: 2437 }, (_, at) => (at % 2) + shift / 40);
      const b = a.map(() => 0.5);
      const { pValue } = comparePaired(a, b);
      assert(pValue >= 0 && pValue <= 1, `${shift}: ${pValue}`);
    }
  });
});
