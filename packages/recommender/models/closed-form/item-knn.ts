import { countVisits } from './visits.ts';
import type { HistoryScorer, Visits } from './visits.ts';

export interface NeighbourOptions {
  /** Most similar items that an item votes for. */
  neighbours: number;
  /** Added to the norm, so that a few users alike make no neighbours. */
  shrinkage: number;
}

/** Users that an item shares with others, item by item as they are asked for: a catalogue's whole matrix may be too large. */
export interface SharedUsers {
  counts: Float64Array;
  sharedWith: (item: number) => ReadonlyMap<number, number>;
}

export function findSharedUsers(visits: Visits, items: number): SharedUsers {
  const visitors = Array.from({ length: items }, (): number[] => []);
  const counts = countVisits(visits, items);
  for (const [user, ofUser] of visits.entries()) for (const item of ofUser) visitors[item]?.push(user);
  const known = new Map<number, ReadonlyMap<number, number>>();
  return {
    counts,
    sharedWith: (item) => {
      const found = known.get(item);
      if (found !== undefined) return found;
      const together = new Map<number, number>();
      for (const user of visitors[item] ?? []) {
        for (const other of visits[user] ?? []) {
          if (other !== item) together.set(other, (together.get(other) ?? 0) + 1);
        }
      }
      known.set(item, together);
      return together;
    },
  };
}

/** Nearest neighbours by shrunk cosine of the users who have the items (Sarwar et al., WWW 2001): each item of a history votes for its own. */
export function fitItemKnn(shared: SharedUsers, { neighbours, shrinkage }: NeighbourOptions): HistoryScorer {
  const { counts } = shared;
  const known = new Map<number, { others: Int32Array; similarities: Float64Array }>();
  const neighboursOf = (item: number): { others: Int32Array; similarities: Float64Array } => {
    const found = known.get(item);
    if (found !== undefined) return found;
    const nearest = [...shared.sharedWith(item)]
      .map(([other, count]) => ({
        other,
        similarity: count / (Math.sqrt((counts[item] ?? 0) * (counts[other] ?? 0)) + shrinkage),
      }))
      .toSorted((a, b) => b.similarity - a.similarity || a.other - b.other)
      .slice(0, neighbours);
    const columns = {
      others: Int32Array.from(nearest, ({ other }) => other),
      similarities: Float64Array.from(nearest, ({ similarity }) => similarity),
    };
    known.set(item, columns);
    return columns;
  };
  return (history) => {
    const scores = new Float32Array(counts.length);
    for (const item of new Set(history)) {
      const { others, similarities } = neighboursOf(item);
      for (let at = 0; at < others.length; at += 1) {
        const other = others[at] ?? 0;
        scores[other] = (scores[other] ?? 0) + (similarities[at] ?? 0);
      }
    }
    return scores;
  };
}
