import { countVisits } from './visits.ts';
import type { HistoryScorer, Visits } from './visits.ts';

export interface NeighbourOptions {
  /** Most similar items that an item votes for. */
  neighbours: number;
  /** Added to the norm, so that a few users alike make no neighbours. */
  shrinkage: number;
}

/** Nearest neighbours by shrunk cosine of the users who have the items (Sarwar et al., WWW 2001): each item of a history votes for its own. */
export function fitItemKnn(visits: Visits, items: number, options: NeighbourOptions): HistoryScorer {
  const neighboursOf = findNeighbours(visits, items, options);
  return (history) => {
    const scores = new Float32Array(items);
    for (const item of new Set(history)) {
      for (const { other, similarity } of neighboursOf(item)) scores[other] = (scores[other] ?? 0) + similarity;
    }
    return scores;
  };
}

interface Neighbour {
  other: number;
  similarity: number;
}

/** Row by row as they are asked for: a catalogue's whole matrix may be too large. */
function findNeighbours(
  visits: Visits,
  items: number,
  { neighbours, shrinkage }: NeighbourOptions,
): (item: number) => readonly Neighbour[] {
  const counts = countVisits(visits, items);
  const visitors = Array.from({ length: items }, (): number[] => []);
  for (const [user, ofUser] of visits.entries()) for (const item of ofUser) visitors[item]?.push(user);
  const known = new Map<number, readonly Neighbour[]>();
  return (item) => {
    const found = known.get(item);
    if (found !== undefined) return found;
    const together = new Map<number, number>();
    for (const other of (visitors[item] ?? []).flatMap((user) => visits[user] ?? [])) {
      if (other !== item) together.set(other, (together.get(other) ?? 0) + 1);
    }
    const norm = (other: number): number => Math.sqrt((counts[item] ?? 0) * (counts[other] ?? 0)) + shrinkage;
    const nearest = [...together]
      .map(([other, count]) => ({ other, similarity: count / norm(other) }))
      .toSorted((a, b) => b.similarity - a.similarity || a.other - b.other)
      .slice(0, neighbours);
    known.set(item, nearest);
    return nearest;
  };
}
