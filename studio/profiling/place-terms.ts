import { findLeadingVectors } from './leading-vectors.ts';
import type { Pause } from './pause.ts';
import { buildTermAssociations } from './term-associations.ts';
import type { TermMatrix } from './term-matrix.ts';

/** Added to every eigenvalue, as if each term met itself that strongly: keeps words that mean much the same from falling into one. */
const selfAssociation = 5;

/**
 * One row of `dimensions` numbers a term, terms near each other that stand near the same others (Levy and Goldberg, 2014): eigenvectors of
 * their associations times the square root of the eigenvalue. The first is left out: it shows how often a term is used, not what it means.
 * The mean square of the rows' lengths is 1. Zeros for a term that meets no other. `reviews` holds the review of each clause.
 */
export async function placeTerms(
  clauses: TermMatrix,
  reviews: Uint32Array,
  dimensions: number,
  seed: number,
  pause: Pause,
): Promise<Float32Array> {
  const associations = await buildTermAssociations(clauses, reviews, pause);
  const { count, vectors, values } = await findLeadingVectors(associations, dimensions + 1, seed, pause);
  const rows = new Float32Array(clauses.vocabularySize * dimensions);
  let squares = 0;
  for (let term = 0; term < clauses.vocabularySize; term += 1) {
    for (let at = 1; at < count; at += 1) {
      const value = (vectors[term * count + at] ?? 0) * Math.sqrt(Math.max(0, (values[at] ?? 0) + selfAssociation));
      rows[term * dimensions + at - 1] = value;
      squares += value ** 2;
    }
  }
  const scale = squares === 0 ? 0 : Math.sqrt(clauses.vocabularySize / squares);
  return rows.map((value) => value * scale);
}
