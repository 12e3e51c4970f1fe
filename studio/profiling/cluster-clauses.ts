import type { ClauseVectors } from './clause-vectors.ts';
import { pickVectors } from './clause-vectors.ts';
import type { Coherence } from './coherence.ts';
import { findTwins, mergeTwins } from './merge-clusters.ts';
import type { Pause } from './pause.ts';
import { rankClusterTerms } from './rank-cluster-terms.ts';
import type { ClusterCore } from './rank-cluster-terms.ts';
import { assignVectors, clusterVectors } from './spherical-k-means.ts';
import type { Assignment, UnitVectors } from './spherical-k-means.ts';
import type { TermMatrix } from './term-matrix.ts';

export interface ClusteringOptions {
  /** Clusters to make before twins are merged; 'auto' tries `clusterCounts`. */
  count: number | 'auto';
  minimumSimilarity: number;
  seed: number;
}

export interface ClauseClusters {
  centroids: UnitVectors;
  /** For each centroid the first one that speaks of the same. */
  twins: Uint32Array;
  /** Every clause vector, under the number of its cluster's first twin. */
  assignment: Assignment;
  /** By cluster; a merged one is empty. */
  cores: ClusterCore[];
  /** What `clusterClauses` compares numbers of clusters by. */
  score: number;
}

/** Numbers of clusters tried when none is given. */
export const clusterCounts: readonly number[] = [10, 14, 18, 24];
/** With fewer clauses a cluster, its top terms are chance; the first number is tried in any case. */
const clausesPerCluster = 150;

/** More vectors hardly move the centroids, they only take time; every clause is assigned afterwards. */
const maximumClusteredVectors = 15_000;
/** Enough to compare numbers of clusters. */
const maximumTriedVectors = 5000;
const finalRestarts = 4;

/**
 * Clusters clause vectors by spherical k-means and merges twins. Without a number given, the one wins whose clusters together have the
 * highest score: the sum over clusters of its core's share of all clauses times 1 + the coherence (NPMI, -1 to 1) of its top terms. More
 * clusters lie nearer to their clauses and are more coherent, until they split one thing into several, whose top terms are then stray.
 */
export async function clusterClauses(
  vectors: ClauseVectors,
  matrix: TermMatrix,
  coherence: Coherence,
  { count, minimumSimilarity, seed }: ClusteringOptions,
  pause: Pause,
): Promise<ClauseClusters> {
  const cluster = async (sample: UnitVectors, clusters: number, restarts: number): Promise<ClauseClusters> => {
    const options = { clusters, restarts, maximumIterations: 50, tolerance: 1e-4, seed };
    const { centroids } = await clusterVectors(sample, options, pause);
    const apart = await assignVectors(vectors, centroids, pause);
    const twins = findTwins(centroids, rankClusterTerms(apart, clusters, vectors.clauses, matrix, minimumSimilarity));
    const assignment = mergeTwins(apart, twins);
    const cores = rankClusterTerms(assignment, clusters, vectors.clauses, matrix, minimumSimilarity);
    const score = cores.reduce((sum, { core, topTerms }) => sum + (core / matrix.size) * (1 + coherence(topTerms)), 0);
    return { centroids, twins, assignment, cores, score };
  };
  if (count !== 'auto') return cluster(takeEvenly(vectors, maximumClusteredVectors), count, finalRestarts);
  let best = { count: Math.min(vectors.size, clusterCounts[0] ?? 2), score: -Infinity };
  for (const tried of clusterCounts.filter((clusters) => clusters * clausesPerCluster <= vectors.size)) {
    const { score } = await cluster(takeEvenly(vectors, maximumTriedVectors), tried, 1);
    if (score > best.score) best = { count: tried, score };
  }
  return cluster(takeEvenly(vectors, maximumClusteredVectors), best.count, finalRestarts);
}

function takeEvenly(vectors: UnitVectors, most: number): UnitVectors {
  if (vectors.size <= most) return vectors;
  return pickVectors(
    vectors,
    Array.from({ length: most }, (_, at) => Math.floor((at * vectors.size) / most)),
  );
}
