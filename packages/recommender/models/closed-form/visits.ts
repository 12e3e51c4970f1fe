/** The items of each user, each once. */
export type Visits = readonly (readonly number[])[];

/** Scores of all items for the items of a history. */
export type HistoryScorer = (history: readonly number[]) => Float32Array;

/** How many users have each item. Throws RangeError where an item is none of the table. */
export function countVisits(visits: Visits, items: number): Float64Array {
  const counts = new Float64Array(items);
  for (const item of visits.flat()) {
    if (!(item >= 0 && item < items)) throw new RangeError(`no item ${item} in a table of ${items}`);
    counts[item] = (counts[item] ?? 0) + 1;
  }
  return counts;
}

/** The items that most users have, at most so many, in the order of their places. */
export function mostVisited(visits: Visits, items: number, most: number): number[] {
  const counts = countVisits(visits, items);
  return Array.from({ length: items }, (_, item) => item)
    .toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, most)
    .toSorted((a, b) => a - b);
}

/** Users who have both, for each pair of the items given: a symmetric matrix, row after row. */
export function countTogether(visits: Visits, items: number, given: readonly number[]): Float64Array {
  const size = given.length;
  const placeOf = new Int32Array(items).fill(-1);
  for (const [place, item] of given.entries()) placeOf[item] = place;
  const together = new Float64Array(size * size);
  for (const ofUser of visits) {
    const places = ofUser.map((item) => placeOf[item] ?? -1).filter((place) => place >= 0);
    for (const row of places) {
      for (const column of places) together[row * size + column] = (together[row * size + column] ?? 0) + 1;
    }
  }
  return together;
}
