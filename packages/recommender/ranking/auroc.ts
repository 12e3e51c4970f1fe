/**
 * How often a value of the first list is above one of the second, equal ones counting half: 1 where all are, 0.5 where neither list tells.
 * Throws RangeError where a list is empty.
 */
export function measureAuroc(above: readonly number[], below: readonly number[]): number {
  if (above.length === 0 || below.length === 0) throw new RangeError('there is nothing to tell apart');
  const sorted = below.toSorted((a, b) => a - b);
  const countUpTo = (limit: number, isEqualIn: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const value = sorted[middle] ?? 0;
      if (value < limit || (isEqualIn && value === limit)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = above.reduce((sum, value) => sum + (countUpTo(value, false) + countUpTo(value, true)) / 2, 0);
  return wins / (above.length * below.length);
}
