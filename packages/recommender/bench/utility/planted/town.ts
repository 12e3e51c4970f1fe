import type { CatalogueItem, ItemProfiles } from '../../../data/recommender-data.ts';
import { createRandom, deriveSeed } from '../../../../../studio/random.ts';
import { drawNormal } from './draw-normal.ts';
import { aspects, kinds } from './phrases.ts';

/** Parts of town: a user lives in one, a place stands in one, whatever its kind. */
export const parts = 8;

export const months = 72;
export const monthMs = 30 * 86_400_000;

/** Places with kinds, parts and qualities that drift. */
export interface Town {
  items: readonly CatalogueItem[];
  kindOf: Int32Array;
  partOf: Int32Array;
  /** How often a place comes to mind, whatever the kind and part. */
  popularity: Float64Array;
  /** What a place is like on an aspect in a month, about one standard deviation each. */
  quality(item: number, aspect: number, month: number): number;
  /** What its reviewers said of that before the month began: a mean of noisy words that decays and shrinks to 0. */
  profiles: ItemProfiles;
}

export const monthOf = (atMs: number): number => Math.min(months - 1, Math.floor(atMs / monthMs));

export function buildTown(count: number, seed: number): Town {
  const random = createRandom(deriveSeed(seed, 'town'));
  const items = Array.from({ length: count }, (_, item): CatalogueItem => {
    const opens = random.chance(0.15) ? random.integer(1, months / 2) : 0;
    // Nothing of the title or category tells the part of town.
    return {
      itemId: `place-${item}`,
      title: `Place ${item}`,
      category: kinds[item % kinds.length] ?? '',
      firstAtMs: opens * monthMs,
    };
  });
  const qualities = drawQualities(count, seed);
  return {
    items,
    kindOf: Int32Array.from({ length: count }, (_, item) => item % kinds.length),
    partOf: Int32Array.from({ length: count }, () => random.integer(0, parts - 1)),
    popularity: Float64Array.from({ length: count }, () => Math.exp(0.8 * drawNormal(random))),
    quality: (item, aspect, month) => qualities[(month * count + item) * aspects.length + aspect] ?? 0,
    profiles: observe(qualities, count, seed),
  };
}

/** Yesterday's quality matters: within a year about half of it is another. */
const monthlyMemory = 0.95;

function drawQualities(count: number, seed: number): Float32Array {
  const random = createRandom(deriveSeed(seed, 'qualities'));
  const row = count * aspects.length;
  const qualities = new Float32Array(months * row);
  for (let at = 0; at < qualities.length; at += 1) {
    const before = at < row ? undefined : qualities[at - row];
    const news = drawNormal(random);
    qualities[at] = before === undefined ? news : monthlyMemory * before + Math.sqrt(1 - monthlyMemory ** 2) * news;
  }
  return qualities;
}

/** A few reviews a month speak of each aspect. */
const wordsPerMonth = 3;
const wordNoise = 1;
const decay = 0.8;
const prior = 2;

function observe(qualities: Float32Array, count: number, seed: number): ItemProfiles {
  const random = createRandom(deriveSeed(seed, 'reviews'));
  const row = count * aspects.length;
  const sums = new Float64Array(row);
  let weight = 0;
  const known = Array.from({ length: months }, (_, month) => {
    const profile = Float32Array.from(sums, (sum) => sum / (weight + prior));
    for (let at = 0; at < row; at += 1) {
      const said = (qualities[month * row + at] ?? 0) + (wordNoise / Math.sqrt(wordsPerMonth)) * drawNormal(random);
      sums[at] = decay * (sums[at] ?? 0) + wordsPerMonth * said;
    }
    weight = decay * weight + wordsPerMonth;
    return profile;
  });
  return { dimensions: aspects.length, at: (atMs) => known[monthOf(atMs)] ?? new Float32Array(row) };
}
