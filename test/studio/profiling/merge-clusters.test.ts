import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findTwins } from '../../../studio/profiling/merge-clusters.ts';

const core = (...topTerms: number[]) => ({ size: 1, core: 1, topTerms });
const apart = { size: 3, dimensions: 3, values: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };

describe('findTwins', () => {
  it('leaves clusters apart that share neither direction nor terms', () => {
    assert.deepEqual([...findTwins(apart, [core(1, 2), core(3, 4), core(1, 5)])], [0, 1, 2]);
  });

  it('joins those with near centres, and those with four top terms in common, through a third too', () => {
    const near = { size: 3, dimensions: 2, values: Float32Array.of(1, 0, 0.8, 0.6, -1, 0) };
    assert.deepEqual([...findTwins(near, [core(1), core(2, 3, 4, 5), core(5, 4, 3, 2)])], [0, 0, 0]);
  });

  it('names every group by its first cluster', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 1, maxLength: 8 }), (angles) => {
        const values = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
        const twins = findTwins(
          { size: angles.length, dimensions: 2, values },
          angles.map((_, at) => core(at)),
        );
        for (const [cluster, first] of twins.entries()) {
          assert.ok(first <= cluster);
          assert.equal(twins[first], first);
        }
      }),
    );
  });
});
