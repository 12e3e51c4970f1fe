import assert from 'node:assert/strict';
import { measurePathEntropy } from '../../../studio/evaluation/path-entropy.ts';

describe('the entropy of paths', () => {
  it('is 0 for one path, and log2 of the dialogs where no two are alike', () => {
    const path = ['Open', 'Recommend', 'Close'];
    assert.deepEqual(measurePathEntropy([path, path]), { paths: 1, bits: 0 });
    assert.deepEqual(measurePathEntropy([['Open'], ['Open', 'Close'], path, ['Close']]), { paths: 4, bits: 2 });
    assert.deepEqual(measurePathEntropy([]), { paths: 0, bits: 0 });
  });

  it('weighs paths by how many dialogs take them', () => {
    const { bits } = measurePathEntropy([['a'], ['a'], ['a'], ['b']]);
    assert.ok(Math.abs(bits - (0.75 * Math.log2(4 / 3) + 0.25 * 2)) < 1e-12);
  });
});
