import type { ClauseVectors } from './clause-vectors.ts';

/** A use of a term in a training clause, by the clause's place and the lemma of the term's head. */
export interface PlacedUse {
  clause: number;
  head: string;
}

/**
 * One unit vector a use: the mean of all clauses that the term's head is judged in, the same for each of its uses. So a term lies among those
 * that are spoken of in the same words, and weighs as much as it is used. Uses of a head whose clauses have no direction are left out;
 * `clauses` of the result holds the place of each use.
 */
export function placeUses(uses: readonly PlacedUse[], clauseVectors: ClauseVectors): ClauseVectors {
  const { dimensions, values, clauses } = clauseVectors;
  const rowOf = new Map(Array.from(clauses, (clause, row) => [clause, row]));
  const sums = new Map<string, Float64Array>();
  for (const { clause, head } of uses) {
    const row = rowOf.get(clause);
    if (row === undefined) continue;
    const sum = sums.get(head) ?? new Float64Array(dimensions);
    sums.set(head, sum);
    for (let d = 0; d < dimensions; d += 1) sum[d] = (sum[d] ?? 0) + (values[row * dimensions + d] ?? 0);
  }
  const units = new Map<string, Float32Array>();
  for (const [head, sum] of sums) {
    const norm = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    if (norm > 0)
      units.set(
        head,
        Float32Array.from(sum, (value) => value / norm),
      );
  }
  const placed = uses.flatMap(({ head }, use) => {
    const unit = units.get(head);
    return unit === undefined ? [] : [{ use, unit }];
  });
  const joined = new Float32Array(placed.length * dimensions);
  for (const [row, { unit }] of placed.entries()) joined.set(unit, row * dimensions);
  return {
    size: placed.length,
    dimensions,
    values: joined,
    clauses: Uint32Array.from(placed, ({ use }) => use),
  };
}
