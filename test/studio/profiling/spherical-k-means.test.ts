import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { clusterVectors, dot } from '../../../studio/profiling/spherical-k-means.ts';
import type { UnitVectors } from '../../../studio/profiling/spherical-k-means.ts';
import { createRandom } from '../../../studio/random.ts';

/** Unit vectors around the first axes, `size` a cluster, in turn. */
function plantClusters(clusters: number, size: number, dimensions: number, noise: number, seed: number): UnitVectors {
  const random = createRandom(seed);
  const values = new Float32Array(clusters * size * dimensions);
  for (let row = 0; row < clusters * size; row += 1) {
    const vector = Array.from(
      { length: dimensions },
      (_, d) => (d === row % clusters ? 1 : 0) + noise * (random.unit() - 0.5),
    );
    const norm = Math.hypot(...vector);
    values.set(
      vector.map((value) => value / norm),
      row * dimensions,
    );
  }
  return { size: clusters * size, dimensions, values };
}

const options = { clusters: 4, restarts: 3, maximumIterations: 50, tolerance: 1e-6, seed: 3 };

describe('clusterVectors', () => {
  it('recovers planted clusters and converges', async () => {
    const clustering = await clusterVectors(plantClusters(4, 50, 8, 0.4, 1), options, withoutPause);
    assert.ok(clustering.isConverged);
    const seen = new Map<number, number>();
    for (const [row, cluster] of clustering.clusters.entries()) {
      const planted = row % 4;
      assert.equal(seen.get(planted) ?? cluster, cluster);
      seen.set(planted, cluster);
    }
    assert.equal(new Set(seen.values()).size, 4);
  });

  it('gives the same clusters for the same seed', async () => {
    const vectors = plantClusters(4, 30, 6, 1.5, 2);
    assert.deepEqual(
      await clusterVectors(vectors, options, withoutPause),
      await clusterVectors(vectors, options, withoutPause),
    );
  });

  it('puts every vector to its nearest centroid of unit length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 2, max: 6 }), async (seed, clusters) => {
        const vectors = plantClusters(3, 8, 4, 3, seed);
        const {
          centroids,
          clusters: found,
          similarities,
        } = await clusterVectors(vectors, { ...options, clusters, seed }, withoutPause);
        for (let c = 0; c < clusters; c += 1) {
          assert.ok(Math.abs(dot(centroids.values, c * 4, centroids.values, c * 4, 4) - 1) < 1e-5);
          for (const [row, similarity] of similarities.entries()) {
            assert.ok(similarity >= dot(vectors.values, row * 4, centroids.values, c * 4, 4) - 1e-6);
          }
        }
        assert.ok(found.every((cluster) => cluster < clusters));
      }),
      { numRuns: 30 },
    );
  });

  it('survives more clusters than distinct vectors', async () => {
    const vectors = plantClusters(2, 5, 4, 0, 1);
    const { meanSimilarity } = await clusterVectors(vectors, { ...options, clusters: 5 }, withoutPause);
    assert.ok(Math.abs(meanSimilarity - 1) < 1e-6);
  });

  it('refuses more clusters than vectors', async () => {
    await assert.rejects(
      clusterVectors(plantClusters(1, 3, 4, 0, 1), options, withoutPause),
      /3 vectors cannot make 4 clusters/,
    );
  });
});
