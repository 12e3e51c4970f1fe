import type { Pause } from './pause.ts';
import { assignVectors, scaleToUnit } from './spherical-k-means.ts';
import type { UnitVectors } from './spherical-k-means.ts';

/** Share of a cluster's vectors, the nearest ones, that its centre is the mean of. */
const innerShare = 0.5;
const rounds = 6;

/**
 * Moves each centroid to the middle of the nearer half of its vectors, a few times over: reviews are full of clauses about nothing, which
 * belong to some cluster all the same and would draw its centre away from what it is about.
 */
export async function tightenCentroids(
  vectors: UnitVectors,
  centroids: UnitVectors,
  pause: Pause,
): Promise<UnitVectors> {
  const { dimensions } = vectors;
  let tightened = centroids;
  for (let round = 0; round < rounds; round += 1) {
    const { clusters, similarities } = await assignVectors(vectors, tightened, pause);
    const members: number[][] = Array.from({ length: centroids.size }, () => []);
    for (const [row, cluster] of clusters.entries()) members[cluster]?.push(row);
    const values = new Float32Array(centroids.values.length);
    for (const [cluster, rows] of members.entries()) {
      const start = cluster * dimensions;
      const inner = rows
        .toSorted((a, b) => (similarities[b] ?? 0) - (similarities[a] ?? 0) || a - b)
        .slice(0, Math.ceil(innerShare * rows.length));
      for (const row of inner) {
        for (let d = 0; d < dimensions; d += 1) {
          values[start + d] = (values[start + d] ?? 0) + (vectors.values[row * dimensions + d] ?? 0);
        }
      }
      // A cluster that lost all its vectors to others stays where it was.
      if (inner.length === 0) values.set(tightened.values.subarray(start, start + dimensions), start);
      scaleToUnit(values, start, dimensions);
    }
    tightened = { size: centroids.size, dimensions, values };
  }
  return tightened;
}
