import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { SampleSettings } from './settings.ts';

export interface Popularity {
  /** By item: 0 is the most popular. */
  readonly ranks: Uint32Array;
  /** By item: its share of all picks by popularity. */
  readonly shares: Float64Array;
  /** One item, by popularity, in constant time. */
  draw(rng: RandomGenerator): number;
}

/** Ranks below which the law is flat: real favourites are many, not one. */
const flatRanks = 5;

/** Zipf-Mandelbrot, weight (rank + 1 + flatRanks)^-exponent, drawn by Walker's alias method. */
export function createPopularity(ranks: Uint32Array, { popularity }: Pick<SampleSettings, 'popularity'>): Popularity {
  const weights = Float64Array.from(ranks, (rank) => (rank + 1 + flatRanks) ** -popularity);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  const { kept, aliases } = buildAliases(shares);
  return {
    ranks,
    shares,
    draw(rng) {
      const at = uniformFloat64(rng) * shares.length;
      const item = Math.floor(at);
      return at - item < (kept[item] ?? 1) ? item : (aliases[item] ?? item);
    },
  };
}

function buildAliases(shares: Float64Array): { kept: Float64Array; aliases: Uint32Array } {
  const kept = shares.map((share) => share * shares.length);
  const aliases = new Uint32Array(shares.length);
  const small: number[] = [];
  const large: number[] = [];
  kept.forEach((share, item) => (share < 1 ? small : large).push(item));
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop() ?? 0;
    const rich = large.at(-1) ?? 0;
    aliases[poor] = rich;
    kept[rich] = (kept[rich] ?? 0) - (1 - (kept[poor] ?? 0));
    if ((kept[rich] ?? 0) < 1) small.push(large.pop() ?? 0);
  }
  // What is left differs from 1 by rounding alone.
  for (const item of [...small, ...large]) kept[item] = 1;
  return { kept, aliases };
}
