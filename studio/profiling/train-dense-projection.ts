import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { computeInfoNce } from './info-nce.ts';
import { drawNormal } from './leading-vectors.ts';
import type { Pause } from './pause.ts';
import { scaleToUnit } from './spherical-k-means.ts';
import type { UnitVectors } from './spherical-k-means.ts';
import type { ProjectionOptions } from './train-projection.ts';

/** Over the square root of the vectors' width: every step moves every weight, and their moves add up in a projected coordinate. */
const learningRate = 0.35;

/**
 * Trains a linear projection of dense clause vectors with InfoNCE and returns the projected unit vectors. Pairs are as for terms: an anchor is
 * a clause with a random part of its coordinates, its positive the neighbour clause in the same review, or the clause itself, likewise.
 * Zero steps give a random Gaussian projection, which about keeps cosines. `reviews` holds the review of each vector's clause.
 */
export async function trainDenseProjection(
  vectors: UnitVectors,
  reviews: Uint32Array,
  options: ProjectionOptions,
  pause: Pause,
): Promise<UnitVectors & { losses: number[] }> {
  const { dimensions, steps, batch } = options;
  const random = createRandom(options.seed);
  const width = vectors.dimensions;
  const weights = Float32Array.from({ length: width * dimensions }, () => drawNormal(random) / Math.sqrt(dimensions));
  const squares = new Float32Array(weights.length).fill(1e-6);
  const losses: number[] = [];
  for (let step = 0; step < steps && vectors.size >= 2; step += 1) {
    const pairs = Array.from({ length: batch }, () => drawPair(vectors, reviews, options, random));
    const anchors = joinViews(pairs.map(([anchor]) => anchor));
    const positives = joinViews(pairs.map(([, positive]) => positive));
    const { loss, anchorGradients, positiveGradients } = computeInfoNce(
      {
        batch,
        dimensions,
        anchors: project(anchors, batch, width, weights, dimensions),
        positives: project(positives, batch, width, weights, dimensions),
      },
      options.temperature,
    );
    const gradients = new Float32Array(weights.length);
    addOuterProducts(gradients, anchors, anchorGradients, batch, width, dimensions);
    addOuterProducts(gradients, positives, positiveGradients, batch, width, dimensions);
    descend(weights, squares, gradients, (learningRate / Math.sqrt(width)) * (1 - step / steps));
    losses.push(loss);
    await pause(`projection: step ${step + 1} of ${steps}`);
  }
  const values = project(vectors.values, vectors.size, width, weights, dimensions);
  for (let row = 0; row < vectors.size; row += 1) scaleToUnit(values, row * dimensions, dimensions);
  return { size: vectors.size, dimensions, values, losses };
}

function drawPair(
  vectors: UnitVectors,
  reviews: Uint32Array,
  options: ProjectionOptions,
  random: Random,
): [Float32Array, Float32Array] {
  const clause = random.integer(0, vectors.size - 1);
  const isSamePassage = clause + 1 < vectors.size && reviews[clause + 1] === reviews[clause];
  const other = isSamePassage && random.unit() < options.neighbourShare ? clause + 1 : clause;
  return [drawView(vectors, clause, options.keep, random), drawView(vectors, other, options.keep, random)];
}

function drawView({ dimensions, values }: UnitVectors, row: number, keep: number, random: Random): Float32Array {
  return values.slice(row * dimensions, (row + 1) * dimensions).map((value) => (random.unit() < keep ? value : 0));
}

function joinViews(views: readonly Float32Array[]): Float32Array {
  const width = views[0]?.length ?? 0;
  const joined = new Float32Array(views.length * width);
  for (const [row, view] of views.entries()) joined.set(view, row * width);
  return joined;
}

function project(
  values: Float32Array,
  size: number,
  width: number,
  weights: Float32Array,
  dimensions: number,
): Float32Array {
  const projected = new Float32Array(size * dimensions);
  for (let row = 0; row < size; row += 1) {
    for (let w = 0; w < width; w += 1) {
      const value = values[row * width + w] ?? 0;
      if (value === 0) continue;
      for (let d = 0; d < dimensions; d += 1) {
        const at = row * dimensions + d;
        projected[at] = (projected[at] ?? 0) + value * (weights[w * dimensions + d] ?? 0);
      }
    }
  }
  return projected;
}

function addOuterProducts(
  gradients: Float32Array,
  views: Float32Array,
  viewGradients: Float32Array,
  batch: number,
  width: number,
  dimensions: number,
): void {
  for (let row = 0; row < batch; row += 1) {
    for (let w = 0; w < width; w += 1) {
      const value = views[row * width + w] ?? 0;
      if (value === 0) continue;
      for (let d = 0; d < dimensions; d += 1) {
        const at = w * dimensions + d;
        gradients[at] = (gradients[at] ?? 0) + value * (viewGradients[row * dimensions + d] ?? 0);
      }
    }
  }
}

/** Adagrad, as for terms. */
function descend(weights: Float32Array, squares: Float32Array, gradients: Float32Array, rate: number): void {
  for (const [at, gradient] of gradients.entries()) {
    const square = (squares[at] ?? 0) + gradient * gradient;
    squares[at] = square;
    weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(square);
  }
}
