import type { CatalogueItem, HeardDialog, Interaction } from './recommender-data.ts';

/** Items that cannot be recommended; an item may be in it twice. Never the target's: whoever reads it leaves that one out. */
export type Barred = readonly ArrayLike<number>[];

/** Says what cannot be recommended at a time (milliseconds since the epoch): what had no review before, and what is named. */
export type BarItems = (atMs: number, named: readonly number[]) => Barred;

/** One rule for training, validation and test. What does not exist yet is a view of one list, so that an example costs next to nothing. */
export function createBarring(items: readonly CatalogueItem[]): BarItems {
  const born = [...items.entries()].toSorted(([a, one], [b, other]) => one.firstAtMs - other.firstAtMs || a - b);
  const places = Int32Array.from(born, ([place]) => place);
  const times = Float64Array.from(born, ([, { firstAtMs }]) => firstAtMs);
  return (atMs, named) => [places.subarray(countBelow(times, atMs)), named];
}

/** What the user has had, and what was refused in this dialog. */
export function findNamed({ history, turns }: Pick<HeardDialog, 'history' | 'turns'>): number[] {
  return [...new Set([...itemsOf(history), ...turns.flatMap(({ namedItems }) => namedItems)])];
}

export const itemsOf = (history: readonly Interaction[]): number[] => history.map(({ item }) => item);

/** A copy in which what is barred stands below everything, but for the target. */
export function lowerBarred(scores: Float32Array, barred: Barred, target: number): Float32Array {
  const lowered = scores.slice();
  const own = scores[target];
  for (const list of barred) {
    for (let at = 0; at < list.length; at += 1) lowered[list[at] ?? -1] = Number.NEGATIVE_INFINITY;
  }
  if (own !== undefined) lowered[target] = own;
  return lowered;
}

/** How many of the sorted values are below the limit. */
function countBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
