import { dot } from './spherical-k-means.ts';
import type { Assignment, UnitVectors } from './spherical-k-means.ts';
import type { ClusterCore } from './rank-cluster-terms.ts';

/** Two clusters speak of one thing when their centres come as near as this ... */
const sameCosine = 0.6;
/** ... or when they share so many of their top terms. */
const sameTopTerms = 4;

/** For each cluster the first one that it is one with, itself as a rule; what is one with a third is one with the other. */
export function findTwins(centroids: UnitVectors, cores: readonly ClusterCore[]): Uint32Array {
  const first = Uint32Array.from({ length: centroids.size }, (_, cluster) => cluster);
  for (let cluster = 0; cluster < centroids.size; cluster += 1) {
    for (let other = 0; other < cluster; other += 1) {
      if (!areTwins(centroids, cores, cluster, other)) continue;
      const [low, high] = [first[cluster] ?? 0, first[other] ?? 0].toSorted((a, b) => a - b);
      for (const [at, group] of first.entries()) if (group === high) first[at] = low ?? group;
    }
  }
  return first;
}

/** The assignment with every cluster under the number of its first twin. */
export function mergeTwins(assignment: Assignment, twins: Uint32Array): Assignment {
  return { ...assignment, clusters: assignment.clusters.map((cluster) => twins[cluster] ?? cluster) };
}

function areTwins(
  { dimensions, values }: UnitVectors,
  cores: readonly ClusterCore[],
  cluster: number,
  other: number,
): boolean {
  const known = new Set(cores[cluster]?.topTerms);
  const shared = cores[other]?.topTerms.filter((term) => known.has(term)).length ?? 0;
  return (
    shared >= sameTopTerms || dot(values, cluster * dimensions, values, other * dimensions, dimensions) >= sameCosine
  );
}
