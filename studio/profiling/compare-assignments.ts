import type { Assignment } from './spherical-k-means.ts';

/**
 * Adjusted Rand index (Hubert and Arabie, 1985) of two assignments of the same vectors, over those that both take for a mention
 * (`minimumSimilarity` or more): 0 expected by chance, 1 for the same clusters. 0 with fewer than two such vectors.
 */
export function compareAssignments(left: Assignment, right: Assignment, minimumSimilarity: number): number {
  const [lefts, rights, both] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()];
  let size = 0;
  for (const [row, cluster] of left.clusters.entries()) {
    if (Math.min(left.similarities[row] ?? 0, right.similarities[row] ?? 0) < minimumSimilarity) continue;
    const other = right.clusters[row] ?? 0;
    size += 1;
    addOne(lefts, cluster);
    addOne(rights, other);
    addOne(both, cluster * 2 ** 20 + other);
  }
  if (size < 2) return 0;
  const expected = (countPairs(lefts) * countPairs(rights)) / ((size * (size - 1)) / 2);
  const most = (countPairs(lefts) + countPairs(rights)) / 2;
  // One cluster on both sides, or none that holds two: there is nothing to disagree about, and nothing found.
  return most === expected ? 0 : (countPairs(both) - expected) / (most - expected);
}

function addOne(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countPairs(counts: ReadonlyMap<number, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
