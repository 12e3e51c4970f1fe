import { deriveSeed } from '../random.ts';
import { pickVectors } from './clause-vectors.ts';
import type { ClauseVectors } from './clause-vectors.ts';
import { compareAssignments } from './compare-assignments.ts';
import { findTwins, mergeTwins } from './merge-clusters.ts';
import type { Pause } from './pause.ts';
import { rankClusterTerms } from './rank-cluster-terms.ts';
import type { ClusterCore } from './rank-cluster-terms.ts';
import { assignVectors, clusterVectors } from './spherical-k-means.ts';
import type { Assignment, UnitVectors } from './spherical-k-means.ts';
import type { TermMatrix } from './term-matrix.ts';
import { tightenCentroids } from './tighten-centroids.ts';

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
}

/** Numbers of clusters tried when none is given. */
export const clusterCounts: readonly number[] = [10, 12, 14, 16];
/** With fewer clauses a cluster in each half, its centre is chance; the first number is tried in any case. */
const clausesPerCluster = 35;

/** More vectors hardly move the centroids, they only take time; every clause is assigned afterwards. */
const maximumClusteredVectors = 15_000;
/** Enough to compare numbers of clusters. */
const maximumTriedVectors = 6000;
const finalRestarts = 8;
const triedRestarts = 2;
/** Pairs of halves clustered for each number: one alone is luck. */
const triedSeeds = 3;
/** Agreements nearer than this differ by luck. */
const indifference = 0.03;

/**
 * Clusters clause vectors by spherical k-means, tightens the clusters, and merges twins. Without a number given, the one wins whose
 * clusters are found again best: the clauses of every other review are clustered, those of the rest as well, and the two sets of clusters
 * sort all clauses most alike (adjusted Rand index; the largest of those that come near the best, as a cluster too many is merged, and
 * one too few holds two topics under one name). `reviews` holds the review of each clause.
 */
export async function clusterClauses(
  vectors: ClauseVectors,
  matrix: TermMatrix,
  reviews: Uint32Array,
  options: ClusteringOptions,
  pause: Pause,
): Promise<ClauseClusters> {
  const { minimumSimilarity, seed } = options;
  const count = options.count === 'auto' ? await chooseCount(vectors, reviews, options, pause) : options.count;
  const centroids = await findCentroids(
    takeEvenly(vectors, maximumClusteredVectors),
    count,
    finalRestarts,
    seed,
    pause,
  );
  const apart = await assignVectors(vectors, centroids, pause);
  const twins = findTwins(centroids, rankClusterTerms(apart, count, vectors.clauses, matrix, minimumSimilarity));
  const assignment = mergeTwins(apart, twins);
  const cores = rankClusterTerms(assignment, count, vectors.clauses, matrix, minimumSimilarity);
  return { centroids, twins, assignment, cores };
}

async function chooseCount(
  vectors: ClauseVectors,
  reviews: Uint32Array,
  { minimumSimilarity, seed }: ClusteringOptions,
  pause: Pause,
): Promise<number> {
  const rows = takeRows(vectors.size, maximumTriedVectors);
  const sample = pickVectors(vectors, rows);
  const halves = [0, 1].map((half) =>
    pickVectors(
      vectors,
      rows.filter((row) => (reviews[vectors.clauses[row] ?? 0] ?? 0) % 2 === half),
    ),
  );
  const smaller = Math.min(...halves.map(({ size }) => size));
  const agreements: { count: number; agreement: number }[] = [];
  for (const count of clusterCounts.filter((tried) => tried * clausesPerCluster <= smaller)) {
    let agreement = 0;
    for (let draw = 0; draw < triedSeeds; draw += 1) {
      const assignments: Assignment[] = [];
      for (const half of halves) {
        const centroids = await findCentroids(half, count, triedRestarts, deriveSeed(seed, 'half', draw), pause);
        assignments.push(await assignVectors(sample, centroids, pause));
      }
      const [left, right] = assignments;
      if (left !== undefined && right !== undefined) {
        agreement += compareAssignments(left, right, minimumSimilarity) / triedSeeds;
      }
    }
    agreements.push({ count, agreement });
  }
  const highest = Math.max(...agreements.map(({ agreement }) => agreement));
  const chosen = agreements.findLast(({ agreement }) => agreement >= highest - indifference);
  return chosen?.count ?? Math.min(vectors.size, clusterCounts[0] ?? 2);
}

/** The best of some restarts, judged after tightening: before it, the clauses about nothing decide. */
async function findCentroids(
  vectors: UnitVectors,
  clusters: number,
  restarts: number,
  seed: number,
  pause: Pause,
): Promise<UnitVectors> {
  let best: { centroids: UnitVectors; similarity: number } | undefined;
  for (let restart = 0; restart < restarts; restart += 1) {
    const options = { clusters, restarts: 1, maximumIterations: 50, tolerance: 1e-4, seed: deriveSeed(seed, restart) };
    const clustering = await clusterVectors(vectors, options, pause);
    const centroids = await tightenCentroids(vectors, clustering.centroids, pause);
    const { meanSimilarity } = await assignVectors(vectors, centroids, pause);
    if (best === undefined || meanSimilarity > best.similarity) best = { centroids, similarity: meanSimilarity };
  }
  if (best === undefined) throw new RangeError('at least one restart is needed');
  return best.centroids;
}

const takeEvenly = (vectors: UnitVectors, most: number): UnitVectors =>
  vectors.size <= most ? vectors : pickVectors(vectors, takeRows(vectors.size, most));

function takeRows(size: number, most: number): number[] {
  return Array.from({ length: Math.min(size, most) }, (_, at) => Math.floor((at * size) / Math.min(size, most)));
}
