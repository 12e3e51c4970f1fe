import { createRandom } from '../../../studio/random.ts';
import type { Random } from '../../../studio/random.ts';

/** Values by seed, then by dialog: those of one model on one metric. */
export type BySeed = readonly (readonly number[])[];

export interface Bounds {
  mean: number;
  /** What holds the true one in 95 of 100 draws of seeds and dialogs together. */
  low: number;
  high: number;
}

/** Of an interval, and of a difference, whose p value needs more of them. */
const resamples = 1000;
const differenceResamples = 2000;

/**
 * The percentile bootstrap over both what varies: seeds of training and dialogs tested, drawn anew together. An interval over seeds alone
 * would be narrow on a small test split, whose dialogs are the larger chance.
 */
export function bootstrapBoth(values: BySeed, seed: number): Bounds {
  const random = createRandom(seed);
  const dialogs = values[0]?.length ?? 0;
  return boundsOf(mean(values.map(mean)), resamples, () => {
    const sums = sumOverSeeds(values, random);
    return drawMean((at) => sums[at] ?? 0, dialogs, random);
  });
}

/**
 * The mean of a - b, dialog by dialog, drawn in the same two ways: the dialogs are the same for both, the seeds of each are its own. The p
 * value is how often the difference falls on the other side of 0, twice (as both sides count), and never below what so many draws can tell.
 */
export function bootstrapDifference(a: BySeed, b: BySeed, seed: number): Bounds & { pValue: number } {
  const dialogs = a[0]?.length ?? 0;
  if (dialogs !== b[0]?.length) throw new RangeError(`${dialogs} dialogs cannot be paired with ${b[0]?.length ?? 0}`);
  const random = createRandom(seed);
  let [below, above] = [0, 0];
  const bounds = boundsOf(mean(a.map(mean)) - mean(b.map(mean)), differenceResamples, () => {
    const [ofA, ofB] = [sumOverSeeds(a, random), sumOverSeeds(b, random)];
    const difference = drawMean((at) => (ofA[at] ?? 0) - (ofB[at] ?? 0), dialogs, random);
    if (difference <= 0) below += 1;
    if (difference >= 0) above += 1;
    return difference;
  });
  return { ...bounds, pValue: Math.min(1, (2 * (Math.min(below, above) + 1)) / (differenceResamples + 1)) };
}

/** P values of a family as Holm (1979) adjusts them: below 0.05 there, the chance of any false one is below 0.05. In the order given. */
export function adjustByHolm(pValues: readonly number[]): number[] {
  const order = [...pValues.entries()].toSorted(([, a], [, b]) => a - b);
  const adjusted = pValues.map(() => 1);
  let most = 0;
  for (const [rank, [place, value]] of order.entries()) {
    most = Math.max(most, Math.min(1, value * (pValues.length - rank)));
    adjusted[place] = most;
  }
  return adjusted;
}

function boundsOf(value: number, count: number, draw: () => number): Bounds {
  const drawn = Float64Array.from({ length: count }, draw).toSorted();
  const at = (share: number): number => drawn[Math.round(share * (count - 1))] ?? Number.NaN;
  return { mean: value, low: at(0.025), high: at(0.975) };
}

/** The mean over as many seeds, drawn with replacement, of each dialog. */
function sumOverSeeds(values: BySeed, random: Random): Float64Array {
  const sums = new Float64Array(values[0]?.length ?? 0);
  for (let seed = 0; seed < values.length; seed += 1) {
    const drawn = values[random.integer(0, values.length - 1)] ?? [];
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (drawn[at] ?? 0) / values.length;
  }
  return sums;
}

function drawMean(valueAt: (dialog: number) => number, dialogs: number, random: Random): number {
  let sum = 0;
  for (let at = 0; at < dialogs; at += 1) sum += valueAt(random.integer(0, dialogs - 1));
  return sum / dialogs;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
