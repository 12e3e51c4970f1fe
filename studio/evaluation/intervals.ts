import { createRandom } from '../random.ts';
import { shareWithin, widthHolding } from './student-t.ts';

/** A mean and the bounds that hold the true one with the confidence asked for. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/** The interval of Student's t for the mean of independent values, as of seeds. Throws RangeError below two values. */
export function meanInterval(values: readonly number[], confidence = 0.95): Interval {
  const { mean, error } = describe(values);
  const reach = error * widthHolding(confidence, values.length - 1);
  return { mean, low: mean - reach, high: mean + reach };
}

/** The percentile bootstrap of the mean, for values that are far from normal, as of single targets. Throws RangeError on an empty list. */
export function bootstrapInterval(
  values: readonly number[],
  seed: number,
  { confidence = 0.95, resamples = 2000 }: { confidence?: number; resamples?: number } = {},
): Interval {
  if (values.length === 0) throw new RangeError('no values to draw from');
  const random = createRandom(seed);
  const drawMean = (): number =>
    values.reduce((sum) => sum + (values[random.integer(0, values.length - 1)] ?? 0), 0) / values.length;
  const means = Float64Array.from({ length: resamples }, drawMean).toSorted();
  const at = (share: number): number => means[Math.round(share * (resamples - 1))] ?? Number.NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

/** How two models differ over the same seeds (or targets): the mean of a - b, its interval, and the paired t test. */
export interface PairedDifference extends Interval {
  /** How often chance alone would give a difference this far from 0, were there none: two-sided, in [0, 1]. */
  pValue: number;
}

/** Throws RangeError where the lists differ in length or have fewer than two values. */
export function comparePaired(a: readonly number[], b: readonly number[], confidence = 0.95): PairedDifference {
  if (a.length !== b.length) throw new RangeError(`${a.length} values cannot be paired with ${b.length}`);
  const differences = a.map((value, at) => value - (b[at] ?? 0));
  const { mean, error } = describe(differences);
  const pValue = error === 0 ? Number(mean === 0) : 1 - shareWithin(Math.abs(mean) / error, differences.length - 1);
  return { ...meanInterval(differences, confidence), pValue };
}

/** The mean and its standard error. */
function describe(values: readonly number[]): { mean: number; error: number } {
  const { length } = values;
  if (length < 2) throw new RangeError(`${length} values say nothing about their spread`);
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1);
  return { mean, error: Math.sqrt(variance / length) };
}
