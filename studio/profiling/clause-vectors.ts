import type { Projection } from './train-projection.ts';
import type { TermMatrix } from './term-matrix.ts';
import { dot } from './spherical-k-means.ts';
import type { UnitVectors } from './spherical-k-means.ts';

/** Unit vectors of the clauses that have any known term, and which clauses these are. */
export interface ClauseVectors extends UnitVectors {
  clauses: Uint32Array;
}

/** Projects sparse clauses to unit vectors. Clauses without a known term have no direction and are left out. */
export function projectClauses(matrix: TermMatrix, { dimensions, rows }: Projection): ClauseVectors {
  const values = new Float32Array(matrix.size * dimensions);
  const clauses: number[] = [];
  for (let clause = 0; clause < matrix.size; clause += 1) {
    const [start, end] = [matrix.offsets[clause] ?? 0, matrix.offsets[clause + 1] ?? 0];
    const terms = matrix.terms.subarray(start, end);
    const into = values.subarray(clauses.length * dimensions, (clauses.length + 1) * dimensions);
    if (projectTerms(terms, matrix.weights.subarray(start, end), rows, into)) clauses.push(clause);
  }
  const size = clauses.length;
  return { size, dimensions, values: values.slice(0, size * dimensions), clauses: Uint32Array.from(clauses) };
}

/** Writes the unit vector of weighted terms; false, leaving zeros, when they have no direction. */
export function projectTerms(
  terms: ArrayLike<number>,
  weights: ArrayLike<number>,
  rows: Float32Array,
  into: Float32Array,
): boolean {
  const dimensions = into.length;
  into.fill(0);
  for (let at = 0; at < terms.length; at += 1) {
    const row = (terms[at] ?? 0) * dimensions;
    const weight = weights[at] ?? 0;
    for (let d = 0; d < dimensions; d += 1) into[d] = (into[d] ?? 0) + weight * (rows[row + d] ?? 0);
  }
  // Not Math.hypot(...into): spreading the vector takes longer than all the rest.
  const norm = Math.sqrt(dot(into, 0, into, 0, dimensions));
  if (norm === 0) return false;
  for (let d = 0; d < dimensions; d += 1) into[d] = (into[d] ?? 0) / norm;
  return true;
}

/** Some of the vectors, in the order asked for. */
export function pickVectors({ dimensions, values }: UnitVectors, rows: readonly number[]): UnitVectors {
  const picked = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) {
    picked.set(values.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  }
  return { size: rows.length, dimensions, values: picked };
}
