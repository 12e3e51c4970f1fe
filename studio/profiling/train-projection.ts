import { computeInfoNce } from './info-nce.ts';
import { drawNormal } from './leading-vectors.ts';
import type { Pause } from './pause.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import type { TermMatrix } from './term-matrix.ts';

export interface ProjectionOptions {
  dimensions: number;
  steps: number;
  /** Clauses a step; a multiple of 4. */
  batch: number;
  temperature: number;
  learningRate: number;
  /** Chance that a term stays in a view. */
  keep: number;
  /** Chance that the positive is a view of the neighbour clause, where there is one. */
  neighbourShare: number;
  seed: number;
}

/** Chosen by how well clusters matched the planted aspects of the bundled sample; a faster rate undoes the places that terms start from. */
export const defaultProjectionOptions = {
  dimensions: 64,
  batch: 128,
  temperature: 0.2,
  learningRate: 0.02,
  keep: 0.6,
  neighbourShare: 0.5,
};

export interface Projection {
  dimensions: number;
  /** One row of `dimensions` numbers a term. */
  rows: Float32Array;
  /** InfoNCE of each step, nats. */
  losses: number[];
}

/**
 * Trains a linear projection of term vectors with InfoNCE; `start` has one row of `dimensions` numbers a term. An anchor is a random part
 * of a clause's terms; its positive is a random part of the neighbour clause in the same review, or of the clause itself; negatives are the
 * other pairs of the batch. So terms come together that one clause, or one passage, uses together. Zero steps give the start. The learning
 * rate falls to zero along a line.
 * `reviews` holds the review of each clause. The definition of pairs is this project's own.
 */
export async function trainProjection(
  clauses: TermMatrix,
  reviews: Uint32Array,
  start: Float32Array,
  options: ProjectionOptions,
  pause: Pause,
): Promise<Projection> {
  const { dimensions, steps, batch } = options;
  const random = createRandom(options.seed);
  const rows = start.slice();
  const squares = new Float32Array(rows.length).fill(1e-6);
  const usable = findUsable(clauses);
  const losses: number[] = [];
  if (usable.length < 2) return { dimensions, rows, losses };
  for (let step = 0; step < steps; step += 1) {
    const pairs = Array.from({ length: batch }, () => drawPair(clauses, reviews, usable, options, random));
    const anchors = pairs.map(([anchor]) => anchor);
    const positives = pairs.map(([, positive]) => positive);
    const { loss, anchorGradients, positiveGradients } = computeInfoNce(
      {
        batch,
        dimensions,
        anchors: embedViews(anchors, rows, dimensions),
        positives: embedViews(positives, rows, dimensions),
      },
      options.temperature,
    );
    const rate = options.learningRate * (1 - step / steps);
    descend(rows, squares, gatherGradients(anchors, anchorGradients, positives, positiveGradients, dimensions), rate);
    losses.push(loss);
    await pause(`projection: step ${step + 1} of ${steps}`);
  }
  return { dimensions, rows, losses };
}

/** A random Gaussian projection, which about keeps the cosines of plain term vectors (Johnson and Lindenstrauss). */
export function drawTermRows(vocabularySize: number, dimensions: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: vocabularySize * dimensions }, () => drawNormal(random) / Math.sqrt(dimensions));
}

interface View {
  terms: number[];
  weights: number[];
}

/** Clauses with at least two terms: one with a single term has no second half. */
function findUsable(clauses: TermMatrix): number[] {
  const usable: number[] = [];
  for (let clause = 0; clause < clauses.size; clause += 1) {
    if ((clauses.offsets[clause + 1] ?? 0) - (clauses.offsets[clause] ?? 0) >= 2) usable.push(clause);
  }
  return usable;
}

function drawPair(
  clauses: TermMatrix,
  reviews: Uint32Array,
  usable: readonly number[],
  options: ProjectionOptions,
  random: Random,
): [View, View] {
  const position = random.integer(0, usable.length - 1);
  const clause = usable[position] ?? 0;
  const neighbour = usable[position + 1];
  const isSamePassage = neighbour === clause + 1 && reviews[neighbour] === reviews[clause];
  const other = isSamePassage && random.unit() < options.neighbourShare ? neighbour : clause;
  return [drawView(clauses, clause, options.keep, random), drawView(clauses, other, options.keep, random)];
}

function drawView(clauses: TermMatrix, clause: number, keep: number, random: Random): View {
  const start = clauses.offsets[clause] ?? 0;
  const end = clauses.offsets[clause + 1] ?? 0;
  const certain = start + random.integer(0, end - start - 1);
  const view: View = { terms: [], weights: [] };
  for (let at = start; at < end; at += 1) {
    if (at !== certain && random.unit() >= keep) continue;
    view.terms.push(clauses.terms[at] ?? 0);
    view.weights.push(clauses.weights[at] ?? 0);
  }
  return view;
}

function embedViews(views: readonly View[], rows: Float32Array, dimensions: number): Float32Array {
  const vectors = new Float32Array(views.length * dimensions);
  for (const [index, { terms, weights }] of views.entries()) {
    const start = index * dimensions;
    for (const [at, term] of terms.entries()) {
      const weight = weights[at] ?? 0;
      const row = term * dimensions;
      for (let d = 0; d < dimensions; d += 1)
        vectors[start + d] = (vectors[start + d] ?? 0) + weight * (rows[row + d] ?? 0);
    }
  }
  return vectors;
}

function gatherGradients(
  anchors: readonly View[],
  anchorGradients: Float32Array,
  positives: readonly View[],
  positiveGradients: Float32Array,
  dimensions: number,
): Map<number, Float32Array> {
  const gathered = new Map<number, Float32Array>();
  const add = (views: readonly View[], gradients: Float32Array): void => {
    for (const [index, { terms, weights }] of views.entries()) {
      const start = index * dimensions;
      for (const [at, term] of terms.entries()) {
        const weight = weights[at] ?? 0;
        let sum = gathered.get(term);
        if (sum === undefined) gathered.set(term, (sum = new Float32Array(dimensions)));
        for (let d = 0; d < dimensions; d += 1) sum[d] = (sum[d] ?? 0) + weight * (gradients[start + d] ?? 0);
      }
    }
  };
  add(anchors, anchorGradients);
  add(positives, positiveGradients);
  return gathered;
}

/** Adagrad (Duchi et al., 2011): rare terms keep a large step, frequent ones settle. */
function descend(rows: Float32Array, squares: Float32Array, gradients: Map<number, Float32Array>, rate: number): void {
  for (const [term, gradient] of gradients) {
    const row = term * gradient.length;
    for (const [d, value] of gradient.entries()) {
      const square = (squares[row + d] ?? 0) + value * value;
      squares[row + d] = square;
      rows[row + d] = (rows[row + d] ?? 0) - (rate * value) / Math.sqrt(square);
    }
  }
}
