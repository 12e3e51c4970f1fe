/** Spearman's rank correlation; ties share the mean of their ranks. */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [x, y] = [centre(rank(one)), centre(rank(other))];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

/** Chance that a random praise scores above a random complaint; ties count half. */
export function areaUnderCurve(scores: readonly number[], isPraise: readonly boolean[]): number {
  const praises = isPraise.filter(Boolean).length;
  const ranks = rank(scores).reduce((sum, place, at) => sum + (isPraise[at] === true ? place : 0), 0);
  return (ranks - (praises * (praises + 1)) / 2) / (praises * (isPraise.length - praises));
}

/** Mean of the shares of praises above 0 and of complaints below 0. A score of 0 says nothing and is wrong for both. */
export function balancedAccuracy(scores: readonly number[], isPraise: readonly boolean[]): number {
  const right = (wanted: boolean): number => {
    const of = scores.filter((_score, at) => isPraise[at] === wanted);
    return of.filter((score) => (wanted ? score > 0 : score < 0)).length / of.length;
  };
  return (right(true) + right(false)) / 2;
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function centre(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Places from 1 on. */
function rank(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).toSorted((a, b) => a.value - b.value);
  const ranks = Array.from({ length: values.length }, () => 0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (order[end]?.value === order[start]?.value && end < order.length) end += 1;
    for (const { at } of order.slice(start, end)) ranks[at] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}
