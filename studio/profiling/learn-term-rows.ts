import type { Pause } from './pause.ts';
import type { UnitVectors } from './spherical-k-means.ts';
import type { TermMatrix } from './term-matrix.ts';

/** Weight of the rows' own size: a term of few clauses stays near zero. */
const ridge = 0.5;
const maximumIterations = 60;
/** Converged when the residual is this share of its start. */
const tolerance = 1e-3;

/**
 * Learns a row for each term, so that the weighted rows of a clause's terms add up to about its vector: ridge regression, solved by conjugate
 * gradients. With it a clause that no model was asked about gets a vector from its words alone, at the speed of a look-up; so an endpoint
 * sees the training clauses only, however many reviews there are. `vectors` holds one vector a clause.
 */
export async function learnTermRows(clauses: TermMatrix, vectors: UnitVectors, pause: Pause): Promise<Float32Array> {
  const { dimensions } = vectors;
  const rows = new Float32Array(clauses.vocabularySize * dimensions);
  const residual = spread(clauses, vectors.values, dimensions);
  const direction = residual.slice();
  let square = sumOfProducts(residual, residual);
  const enough = square * tolerance ** 2;
  for (let iteration = 1; iteration <= maximumIterations && square > enough; iteration += 1) {
    const curved = spread(clauses, gather(clauses, direction, dimensions), dimensions);
    for (const [at, value] of direction.entries()) curved[at] = (curved[at] ?? 0) + ridge * value;
    const step = square / sumOfProducts(direction, curved);
    for (const [at, value] of direction.entries()) {
      rows[at] = (rows[at] ?? 0) + step * value;
      residual[at] = (residual[at] ?? 0) - step * (curved[at] ?? 0);
    }
    const next = sumOfProducts(residual, residual);
    for (const [at, value] of residual.entries()) direction[at] = value + (next / square) * (direction[at] ?? 0);
    square = next;
    await pause(`terms: iteration ${iteration} of at most ${maximumIterations}`);
  }
  return rows;
}

/** Clause vectors from term rows. */
function gather(clauses: TermMatrix, rows: Float32Array, dimensions: number): Float32Array {
  const values = new Float32Array(clauses.size * dimensions);
  forEachWeight(clauses, (clause, term, weight) => {
    for (let d = 0; d < dimensions; d += 1) {
      const at = clause * dimensions + d;
      values[at] = (values[at] ?? 0) + weight * (rows[term * dimensions + d] ?? 0);
    }
  });
  return values;
}

/** The transpose: sums of clause vectors for each term. */
function spread(clauses: TermMatrix, values: Float32Array, dimensions: number): Float32Array {
  const rows = new Float32Array(clauses.vocabularySize * dimensions);
  forEachWeight(clauses, (clause, term, weight) => {
    for (let d = 0; d < dimensions; d += 1) {
      const at = term * dimensions + d;
      rows[at] = (rows[at] ?? 0) + weight * (values[clause * dimensions + d] ?? 0);
    }
  });
  return rows;
}

function forEachWeight(clauses: TermMatrix, visit: (clause: number, term: number, weight: number) => void): void {
  for (let clause = 0; clause < clauses.size; clause += 1) {
    for (let at = clauses.offsets[clause] ?? 0; at < (clauses.offsets[clause + 1] ?? 0); at += 1) {
      visit(clause, clauses.terms[at] ?? 0, clauses.weights[at] ?? 0);
    }
  }
}

function sumOfProducts(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (const [at, value] of left.entries()) sum += value * (right[at] ?? 0);
  return sum;
}
