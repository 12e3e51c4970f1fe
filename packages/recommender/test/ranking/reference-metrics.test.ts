import assert from 'node:assert/strict';
import { comparePaired } from '../../../../studio/evaluation/intervals.ts';
import { placeOf } from '../../ranking/place.ts';
import { measurePlace } from '../../ranking/ranking-metrics.ts';
import reference from './reference-metrics.json' with { type: 'json' };

const near = (actual: number | undefined, expected: number, what: string): void =>
  assert(Math.abs((actual ?? Number.NaN) - expected) < 1e-9, `${what}: ${actual}, not ${expected}`);

describe('metrics beside independent implementations (reference_metrics.py)', () => {
  it('ranking metrics are scikit-learn’s, NDCG with ties too', () => {
    let compared = 0;
    for (const { scores, target, expected } of reference.rankings) {
      const metrics: Record<string, number> = measurePlace(placeOf(Float32Array.from(scores), target));
      for (const [name, value] of Object.entries(expected)) {
        near(metrics[name], value, name);
        compared += 1;
      }
    }
    assert.equal(compared, 12 * 6 + 12 * 2);
  });

  it('the paired test and its interval are SciPy’s', () => {
    for (const { a, b, expected } of reference.paired) {
      const { pValue, low, high } = comparePaired(a, b);
      for (const [at, value] of [pValue, low, high].entries())
        near(value, expected[at] ?? Number.NaN, `${a.length} pairs`);
    }
    assert.equal(reference.paired.length, 6);
  });
});
