/** How far apart two scores are: as numbers, or by how many scores lie between them. */
export type Level = 'interval' | 'ordinal';

/**
 * Krippendorff's alpha: 1 where raters agree, 0 where they agree as by chance, below 0 where they disagree systematically. `units`: the
 * scores that each dialog was given, in any order; those with one score alone say nothing and are left out. Null where fewer than two scores can
 * be paired, or all are the same, which leaves nothing to explain. After Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
 */
export function measureAlpha(units: readonly (readonly number[])[], level: Level): number | null {
  const paired = units.filter((scores) => scores.length > 1);
  const values = [...new Set(paired.flat())].toSorted((a, b) => a - b);
  const totals = new Map(values.map((value) => [value, paired.flat().filter((score) => score === value).length]));
  const distanceOf = level === 'interval' ? intervalDistance : createOrdinalDistance(values, totals);
  let observed = 0;
  for (const scores of paired) {
    let apart = 0;
    for (const [at, one] of scores.entries()) {
      for (const other of scores.slice(at + 1)) apart += 2 * distanceOf(one, other);
    }
    observed += apart / (scores.length - 1);
  }
  let expected = 0;
  for (const [one, ones] of totals) {
    for (const [other, others] of totals) expected += ones * others * distanceOf(one, other);
  }
  const count = paired.flat().length;
  return expected === 0 ? null : 1 - ((count - 1) * observed) / expected;
}

const intervalDistance = (one: number, other: number): number => (one - other) ** 2;

function createOrdinalDistance(
  values: readonly number[],
  totals: ReadonlyMap<number, number>,
): typeof intervalDistance {
  const totalOf = (value: number): number => totals.get(value) ?? 0;
  return (one, other) => {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    const between = values
      .filter((value) => value >= low && value <= high)
      .reduce((sum, value) => sum + totalOf(value), 0);
    return one === other ? 0 : (between - (totalOf(one) + totalOf(other)) / 2) ** 2;
  };
}
