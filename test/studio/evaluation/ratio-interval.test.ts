import assert from 'node:assert/strict';
import { ratioInterval, shareInterval } from '../../../studio/evaluation/ratio-interval.ts';
import { createRandom } from '../../../studio/random.ts';
import { meanInterval } from '../../../studio/evaluation/intervals.ts';

describe('the interval of a ratio', () => {
  it('is that of a mean where every whole is 1', () => {
    const values = [3, 5, 4, 1, 2.5];
    const interval = ratioInterval(values.map((part) => ({ part, whole: 1 })));
    const expected = meanInterval(values);
    assert.ok(Math.abs((interval?.low ?? 0) - expected.low) < 1e-12);
    assert.ok(Math.abs((interval?.high ?? 0) - expected.high) < 1e-12);
  });

  it('holds the true share about 95 times of 100 where turns of a dialog are alike', () => {
    const random = createRandom(3);
    const draw = () =>
      Array.from({ length: 40 }, () => {
        const whole = random.integer(2, 20);
        // Some dialogs are good and some are bad, half of their turns on the whole.
        const chance = random.chance(0.5) ? 0.8 : 0.2;
        return { whole, part: Array.from({ length: whole }, () => random.chance(chance)).filter(Boolean).length };
      });
    const held = Array.from({ length: 1000 }, draw).filter((ratios) => {
      const { low, high } = ratioInterval(ratios) ?? {};
      return (low ?? 1) <= 0.5 && (high ?? 0) >= 0.5;
    });
    assert.ok(held.length > 925 && held.length < 975, `${held.length} of 1000`);
  });

  it('tells no bounds of one dialog and nothing of none', () => {
    assert.deepEqual(ratioInterval([{ part: 1, whole: 4 }]), { mean: 0.25, low: null, high: null });
    assert.equal(ratioInterval([{ part: 0, whole: 0 }]), undefined);
  });

  it('of a share stays between 0 and 1, and tells a bound where all dialogs say the same', () => {
    const none = shareInterval(Array.from({ length: 30 }, () => ({ part: 0, whole: 1 })));
    // As by SciPy: binomtest(0, 30).proportion_ci(0.95, 'exact').
    assert.ok(Math.abs((none?.high ?? 0) - 0.11570331) < 1e-8);
    const all = shareInterval(Array.from({ length: 30 }, () => ({ part: 5, whole: 5 })));
    assert.deepEqual([all?.high, Number(all?.low?.toFixed(8))], [1, 0.88429669]);
    const most = shareInterval([...Array.from({ length: 9 }, () => ({ part: 9, whole: 9 })), { part: 8, whole: 9 }]);
    assert.equal(most?.high, 1);
  });
});
