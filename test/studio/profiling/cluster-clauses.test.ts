import assert from 'node:assert/strict';
import { compareAssignments } from '../../../studio/profiling/compare-assignments.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { tightenCentroids } from '../../../studio/profiling/tighten-centroids.ts';

const assign = (clusters: number[], similarities = clusters.map(() => 1)) => ({
  clusters: Uint32Array.from(clusters),
  similarities: Float32Array.from(similarities),
  meanSimilarity: 0,
});

describe('compareAssignments', () => {
  it('is 1 for the same clusters under other numbers, and as worked by hand for others', () => {
    assert.equal(compareAssignments(assign([0, 0, 1, 1]), assign([5, 5, 3, 3]), 0.5), 1);
    // 15 pairs: 6 together on the left, 6 on the right, 2 on both; by chance 36 / 15.
    const index = compareAssignments(assign([0, 0, 0, 1, 1, 1]), assign([0, 0, 1, 0, 1, 1]), 0.5);
    assert.ok(Math.abs(index - (2 - 36 / 15) / (6 - 36 / 15)) < 1e-12);
  });

  it('leaves out what either does not take for a mention, and is 0 where nothing can be compared', () => {
    assert.equal(compareAssignments(assign([0, 0, 1, 1, 0]), assign([1, 1, 0, 0, 0], [1, 1, 1, 1, 0.2]), 0.5), 1);
    assert.equal(compareAssignments(assign([0, 0, 0]), assign([0, 0, 0]), 0.5), 0);
    assert.equal(compareAssignments(assign([]), assign([]), 0.5), 0);
  });
});

const unit = (degrees: number): number[] => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];

describe('tightenCentroids', () => {
  it('moves a centre to the middle of the nearer half, away from strays', async () => {
    const values = Float32Array.from([0, 2, 4, 6, 60, 65, 70, 75].flatMap(unit));
    const centroids = { size: 1, dimensions: 2, values: Float32Array.from(unit(20)) };
    const tightened = await tightenCentroids({ size: 8, dimensions: 2, values }, centroids, withoutPause);
    assert.ok(Math.abs((Math.atan2(tightened.values[1] ?? 0, tightened.values[0] ?? 0) * 180) / Math.PI - 3) < 0.01);
  });

  it('leaves a centre that no vector is nearest to where it was', async () => {
    const centroids = { size: 2, dimensions: 2, values: Float32Array.of(1, 0, -1, 0) };
    const { values } = await tightenCentroids(
      { size: 1, dimensions: 2, values: Float32Array.of(0.8, 0.6) },
      centroids,
      withoutPause,
    );
    assert.deepEqual([...values.subarray(2)], [-1, 0]);
  });
});
