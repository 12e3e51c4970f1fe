import type { Assignment } from './spherical-k-means.ts';

/** A head is large when so many of its cluster's uses are its own. */
const largeShare = 0.1;
/** Two heads are things of their own when reviews judge them side by side in so many clauses, and in this share of the rarer one's uses. */
const fewestTogether = 3;
const togetherShare = 0.02;

export interface SplitHeads {
  assignment: Assignment;
  /** Clusters, the new ones last. */
  count: number;
}

/**
 * Gives a large head a cluster of its own where reviews judge it beside the largest one of its cluster in one clause ("good quality and a fair
 * price"): company alone puts both together, but one name cannot tell of both. Two names of one thing ("server", "waiter") hardly ever stand so.
 * `clauses` holds the clause of each use.
 */
export function splitHeads(
  heads: readonly string[],
  clauses: readonly number[],
  assignment: Assignment,
  count: number,
): SplitHeads {
  const clusterOf = new Map(heads.map((head, row) => [head, assignment.clusters[row] ?? 0]));
  const usesOf = new Map<string, Set<number>>();
  const sizes = Array.from({ length: count }, () => 0);
  for (const [row, head] of heads.entries()) {
    const cluster = assignment.clusters[row] ?? 0;
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    const own = usesOf.get(head) ?? new Set<number>();
    usesOf.set(head, own);
    own.add(clauses[row] ?? 0);
  }
  const large = [...usesOf]
    .map(([head, own]) => ({ head, own, cluster: clusterOf.get(head) ?? 0 }))
    .filter(({ own, cluster }) => own.size >= largeShare * (sizes[cluster] ?? 0))
    .toSorted((a, b) => b.own.size - a.own.size || (a.head < b.head ? -1 : 1));
  const moved = new Map<string, number>();
  const first = new Map<number, ReadonlySet<number>>();
  let next = count;
  for (const { head, own, cluster } of large) {
    const largest = first.get(cluster);
    if (largest === undefined) first.set(cluster, own);
    else if (standTogether(own, largest)) {
      moved.set(head, next);
      next += 1;
    }
  }
  const clusters = Uint32Array.from(heads, (head, row) => moved.get(head) ?? assignment.clusters[row] ?? 0);
  return { assignment: { ...assignment, clusters }, count: next };
}

function standTogether(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  let together = 0;
  for (const clause of one) if (other.has(clause)) together += 1;
  return together >= Math.max(fewestTogether, togetherShare * Math.min(one.size, other.size));
}
