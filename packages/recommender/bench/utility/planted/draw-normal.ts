import type { Random } from '../../../../../studio/random.ts';

/** A draw of the standard normal distribution, by Box and Muller. */
export const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
