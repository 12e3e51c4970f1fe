import type { ClauseVectors } from './clause-vectors.ts';
import { pickVectors } from './clause-vectors.ts';
import type { Assignment } from './spherical-k-means.ts';

/** A use of a term in a training clause, by the clause's place and the lemma of the term's head. */
export interface PlacedUse {
  clause: number;
  head: string;
}

/** The vector of its clause for each use; those whose clause has no direction are left out. `clauses` of the result holds the place of each use. */
export function placeUses(uses: readonly PlacedUse[], clauseVectors: ClauseVectors): ClauseVectors {
  const rowOf = new Map(Array.from(clauseVectors.clauses, (clause, row) => [clause, row]));
  const placed = uses.flatMap(({ clause }, use) => {
    const row = rowOf.get(clause);
    return row === undefined ? [] : [{ use, row }];
  });
  const vectors = pickVectors(
    clauseVectors,
    placed.map(({ row }) => row),
  );
  return { ...vectors, clauses: Uint32Array.from(placed, ({ use }) => use) };
}

/** A smaller share of a head's near uses in its commonest cluster leaves it without an aspect: it is said of everything. */
export const fewestInCluster = 0.5;
/** Too little is known of a head whose uses are seldom near any centre. */
const fewestNear = 0.15;

/**
 * One cluster for all uses of a head: the one that most of its near uses are in, by which a term belongs to one aspect wherever it stands.
 * `similarities` of the result holds that cluster's share of the head's uses that are near some centre (`minimumSimilarity` or more); 0 of a head
 * with few such uses. Uses of a head that has none stay where they are.
 */
export function assignHeads(heads: readonly string[], assignment: Assignment, minimumSimilarity: number): Assignment {
  const counts = new Map<string, Map<number, number>>();
  const totals = new Map<string, number>();
  for (const [row, head] of heads.entries()) {
    totals.set(head, (totals.get(head) ?? 0) + 1);
    if ((assignment.similarities[row] ?? 0) < minimumSimilarity) continue;
    const own = counts.get(head) ?? new Map<number, number>();
    counts.set(head, own);
    const cluster = assignment.clusters[row] ?? 0;
    own.set(cluster, (own.get(cluster) ?? 0) + 1);
  }
  const clusters = Uint32Array.from(assignment.clusters);
  const similarities = new Float32Array(heads.length);
  for (const [row, head] of heads.entries()) {
    const [best] = [...(counts.get(head) ?? [])].toSorted(([a, usesA], [b, usesB]) => usesB - usesA || a - b);
    if (best === undefined) continue;
    clusters[row] = best[0];
    const near = [...(counts.get(head)?.values() ?? [])].reduce((sum, uses) => sum + uses, 0);
    similarities[row] = near < fewestNear * (totals.get(head) ?? 1) ? 0 : best[1] / near;
  }
  return { ...assignment, clusters, similarities };
}
