import type { Pause } from './pause.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';

/** Unit vectors of `dimensions` numbers each, one after the other. */
export interface UnitVectors {
  size: number;
  dimensions: number;
  values: Float32Array;
}

export interface KMeansOptions {
  clusters: number;
  restarts: number;
  maximumIterations: number;
  /** Converged when an iteration raises the mean cosine by less than this. */
  tolerance: number;
  seed: number;
}

export interface Assignment {
  /** Nearest centroid of each vector, the first on a tie. */
  clusters: Uint32Array;
  /** Cosine of each vector to it. */
  similarities: Float32Array;
  meanSimilarity: number;
}

export interface Clustering extends Assignment {
  centroids: UnitVectors;
  iterations: number;
  isConverged: boolean;
}

/**
 * Spherical k-means (Dhillon and Modha, 2001): maximises the mean cosine of vectors to their centroids, which are means scaled to unit
 * length. Seeding is k-means++ (Arthur and Vassilvitskii, 2007) with 1 - cosine as the distance. The best of some restarts wins, the
 * first one on a tie. A cluster that loses all its vectors starts again at the vector farthest from its centroid.
 */
export async function clusterVectors(vectors: UnitVectors, options: KMeansOptions, pause: Pause): Promise<Clustering> {
  if (vectors.size < options.clusters) {
    throw new RangeError(`${vectors.size} vectors cannot make ${options.clusters} clusters`);
  }
  const random = createRandom(options.seed);
  let best = await clusterOnce(vectors, options, random, pause, 1);
  for (let restart = 2; restart <= options.restarts; restart += 1) {
    const other = await clusterOnce(vectors, options, random, pause, restart);
    if (other.meanSimilarity > best.meanSimilarity) best = other;
  }
  return best;
}

async function clusterOnce(
  vectors: UnitVectors,
  options: KMeansOptions,
  random: Random,
  pause: Pause,
  restart: number,
): Promise<Clustering> {
  const centroids = await seedCentroids(vectors, options.clusters, random, pause);
  let meanSimilarity = -1;
  for (let iteration = 1; ; iteration += 1) {
    const assignment = await assignVectors(vectors, centroids, pause);
    const isConverged = assignment.meanSimilarity - meanSimilarity < options.tolerance;
    if (isConverged || iteration === options.maximumIterations) {
      return { ...assignment, centroids, iterations: iteration, isConverged };
    }
    meanSimilarity = assignment.meanSimilarity;
    moveCentroids(vectors, centroids, assignment);
    await pause(`clusters: restart ${restart}, iteration ${iteration}`);
  }
}

async function seedCentroids(
  vectors: UnitVectors,
  clusters: number,
  random: Random,
  pause: Pause,
): Promise<UnitVectors> {
  const { size, dimensions } = vectors;
  const values = new Float32Array(clusters * dimensions);
  const distances = new Float32Array(size).fill(Infinity);
  let chosen = random.integer(0, size - 1);
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const start = chosen * dimensions;
    values.set(vectors.values.subarray(start, start + dimensions), cluster * dimensions);
    let total = 0;
    for (let row = 0; row < size; row += 1) {
      const distance = Math.max(0, 1 - dot(vectors.values, row * dimensions, vectors.values, start, dimensions));
      distances[row] = Math.min(distances[row] ?? 0, distance);
      total += distances[row] ?? 0;
    }
    chosen = drawByWeight(distances, total, random);
    await pause(`clusters: seeding ${cluster + 1} of ${clusters}`);
  }
  return { size: clusters, dimensions, values };
}

function drawByWeight(weights: Float32Array, total: number, random: Random): number {
  let left = random.unit() * total;
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return random.integer(0, weights.length - 1);
}

/** Vectors between two pauses. */
const blockSize = 4096;

/** Finds the nearest centroid of every vector. */
export async function assignVectors(vectors: UnitVectors, centroids: UnitVectors, pause: Pause): Promise<Assignment> {
  const { size, dimensions } = vectors;
  const clusters = new Uint32Array(size);
  const similarities = new Float32Array(size);
  let total = 0;
  for (let row = 0; row < size; row += 1) {
    let nearest = 0;
    let highest = -Infinity;
    for (let cluster = 0; cluster < centroids.size; cluster += 1) {
      const similarity = dot(vectors.values, row * dimensions, centroids.values, cluster * dimensions, dimensions);
      if (similarity > highest) {
        highest = similarity;
        nearest = cluster;
      }
    }
    clusters[row] = nearest;
    similarities[row] = highest;
    total += highest;
    if (row % blockSize === blockSize - 1) await pause(`clusters: ${row + 1} of ${size} clauses assigned`);
  }
  return { clusters, similarities, meanSimilarity: size === 0 ? 0 : total / size };
}

function moveCentroids(vectors: UnitVectors, centroids: UnitVectors, { clusters, similarities }: Assignment): void {
  const { dimensions } = vectors;
  const counts = new Uint32Array(centroids.size);
  centroids.values.fill(0);
  for (const [row, cluster] of clusters.entries()) {
    counts[cluster] = (counts[cluster] ?? 0) + 1;
    addVector(centroids.values, cluster * dimensions, vectors.values, row * dimensions, dimensions);
  }
  let farthest: number[] | undefined;
  for (const [cluster, count] of counts.entries()) {
    const start = cluster * dimensions;
    if (count === 0) {
      farthest ??= [...similarities.keys()].toSorted((a, b) => (similarities[a] ?? 0) - (similarities[b] ?? 0));
      addVector(centroids.values, start, vectors.values, (farthest.shift() ?? 0) * dimensions, dimensions);
    }
    scaleToUnit(centroids.values, start, dimensions);
  }
}

function addVector(
  target: Float32Array,
  targetStart: number,
  source: Float32Array,
  start: number,
  dimensions: number,
): void {
  for (let d = 0; d < dimensions; d += 1) {
    target[targetStart + d] = (target[targetStart + d] ?? 0) + (source[start + d] ?? 0);
  }
}

/** Scales one vector to unit length; zeros stay. */
export function scaleToUnit(values: Float32Array, start: number, dimensions: number): void {
  const norm = Math.sqrt(dot(values, start, values, start, dimensions));
  if (norm === 0) return;
  for (let d = start; d < start + dimensions; d += 1) values[d] = (values[d] ?? 0) / norm;
}

/** Four sums side by side: the processor need not wait for one addition before the next. */
export function dot(
  left: Float32Array,
  leftStart: number,
  right: Float32Array,
  rightStart: number,
  dimensions: number,
): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  let d = 0;
  for (; d + 3 < dimensions; d += 4) {
    sum0 += (left[leftStart + d] ?? 0) * (right[rightStart + d] ?? 0);
    sum1 += (left[leftStart + d + 1] ?? 0) * (right[rightStart + d + 1] ?? 0);
    sum2 += (left[leftStart + d + 2] ?? 0) * (right[rightStart + d + 2] ?? 0);
    sum3 += (left[leftStart + d + 3] ?? 0) * (right[rightStart + d + 3] ?? 0);
  }
  for (; d < dimensions; d += 1) sum0 += (left[leftStart + d] ?? 0) * (right[rightStart + d] ?? 0);
  return sum0 + sum1 + sum2 + sum3;
}
