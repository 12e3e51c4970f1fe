/** Spearman's rho: Pearson's correlation of the ranks, those of equal values averaged. Null below three pairs, or where one side is all alike. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const left = ranksOf(pairs.map(([value]) => value));
  const right = ranksOf(pairs.map(([, value]) => value));
  const mean = (pairs.length + 1) / 2;
  let [together, spreadLeft, spreadRight] = [0, 0, 0];
  for (const [at, rank] of left.entries()) {
    const [one, other] = [rank - mean, (right[at] ?? mean) - mean];
    together += one * other;
    spreadLeft += one * one;
    spreadRight += other * other;
  }
  return spreadLeft === 0 || spreadRight === 0 ? null : together / Math.sqrt(spreadLeft * spreadRight);
}

/** From 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}
