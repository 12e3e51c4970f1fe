/** Log odds by feature name, and of no feature at all. Plain data. */
export interface LogisticModel {
  bias: number;
  weights: Readonly<Record<string, number>>;
}

export interface Example {
  features: Readonly<Record<string, number>>;
  isTrue: boolean;
  /** How much it counts. */
  weight: number;
}

/** Probability in (0, 1). */
export function probabilityOf({ bias, weights }: LogisticModel, features: Readonly<Record<string, number>>): number {
  let logit = bias;
  for (const name in features) logit += (weights[name] ?? 0) * (features[name] ?? 0);
  return 1 / (1 + Math.exp(-logit));
}

const steps = 12;

/**
 * Fits by Newton's method with an L2 penalty of `penalty` / 2 times the squared weights (not the bias). The loss is the weighted sum of
 * the examples' negative log likelihoods, so equal input gives equal weights.
 */
export function fitLogistic(examples: readonly Example[], penalty: number): LogisticModel {
  const names = [...new Set(examples.flatMap(({ features }) => Object.keys(features)))].toSorted();
  const size = names.length + 1;
  const rows = examples.map(({ features }) => Float64Array.from([1, ...names.map((name) => features[name] ?? 0)]));
  let solution = new Float64Array(size);
  for (let step = 0; step < steps; step += 1) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (const [at, row] of rows.entries()) {
      const { isTrue = false, weight = 0 } = examples[at] ?? {};
      const probability = 1 / (1 + Math.exp(-dot(row, solution)));
      const error = weight * (probability - Number(isTrue));
      const bend = weight * probability * (1 - probability);
      for (let i = 0; i < size; i += 1) {
        const value = row[i] ?? 0;
        if (value === 0) continue;
        gradient[i] = (gradient[i] ?? 0) + error * value;
        const line = curvature[i];
        if (line === undefined) continue;
        for (let j = 0; j <= i; j += 1) line[j] = (line[j] ?? 0) + bend * value * (row[j] ?? 0);
      }
    }
    for (let i = 0; i < size; i += 1) {
      const line = curvature[i];
      if (line === undefined) continue;
      if (i > 0) gradient[i] = (gradient[i] ?? 0) + penalty * (solution[i] ?? 0);
      line[i] = (line[i] ?? 0) + (i > 0 ? penalty : 1e-9);
      for (let j = 0; j < i; j += 1) (curvature[j] ?? line)[i] = line[j] ?? 0;
    }
    const change = solve(curvature, gradient);
    solution = solution.map((value, at) => value - (change[at] ?? 0));
  }
  const weights = Object.fromEntries(names.map((name, at): [string, number] => [name, solution[at + 1] ?? 0]));
  return { bias: solution[0] ?? 0, weights };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Solves a symmetric positive definite system by Gauss elimination; both arguments are overwritten. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const line = matrix[pivot] ?? right;
    for (let row = pivot + 1; row < size; row += 1) {
      const other = matrix[row] ?? right;
      const factor = (other[pivot] ?? 0) / (line[pivot] || 1);
      if (factor === 0) continue;
      for (let column = pivot; column < size; column += 1)
        other[column] = (other[column] ?? 0) - factor * (line[column] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[pivot] ?? 0);
    }
  }
  const found = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    const line = matrix[row] ?? right;
    let rest = right[row] ?? 0;
    for (let column = row + 1; column < size; column += 1) rest -= (line[column] ?? 0) * (found[column] ?? 0);
    found[row] = rest / (line[row] || 1);
  }
  return found;
}
