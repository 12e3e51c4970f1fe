import type { Interval } from './intervals.ts';
import { widthHolding } from './student-t.ts';

/** What one dialog adds to a share: turns that pass, of its turns; or words, of its turns. */
export interface Ratio {
  part: number;
  whole: number;
}

/**
 * The sum of the parts by the sum of the wholes, with the 95 % interval of the ratio estimator (linearised, Student's t): dialogs are what was
 * sampled, and turns of one dialog are alike. With every whole 1 it is the interval of a mean. Undefined where the wholes sum to 0; without
 * spread to speak of (one dialog) the bounds are null.
 */
export function ratioInterval(ratios: readonly Ratio[]): (Omit<Interval, 'low' | 'high'> & Bounds) | undefined {
  const counted = ratios.filter(({ whole }) => whole > 0);
  const whole = counted.reduce((sum, ratio) => sum + ratio.whole, 0);
  if (whole === 0) return undefined;
  const mean = counted.reduce((sum, ratio) => sum + ratio.part, 0) / whole;
  const { length } = counted;
  if (length < 2) return { mean, low: null, high: null };
  const squares = counted.reduce((sum, ratio) => sum + (ratio.part - mean * ratio.whole) ** 2, 0);
  const error = Math.sqrt((squares / (length - 1)) * length) / whole;
  const reach = error * widthHolding(0.95, length - 1);
  return { mean, low: mean - reach, high: mean + reach };
}

interface Bounds {
  low: number | null;
  high: number | null;
}

/**
 * The interval of a share, within 0 and 1. Where all dialogs say the same there is no spread to go by, and Clopper and Pearson's bound for so
 * many dialogs is told: no leak in 30 dialogs is not none in a thousand.
 */
export function shareInterval(ratios: readonly Ratio[]): ReturnType<typeof ratioInterval> {
  const interval = ratioInterval(ratios);
  if (interval === undefined || interval.low === null || interval.high === null) return interval;
  const { mean, low, high } = interval;
  const bound = 0.025 ** (1 / ratios.filter(({ whole }) => whole > 0).length);
  if (mean === 0) return { mean, low: 0, high: 1 - bound };
  if (mean === 1) return { mean, low: bound, high: 1 };
  return { mean, low: Math.max(0, low), high: Math.min(1, high) };
}
