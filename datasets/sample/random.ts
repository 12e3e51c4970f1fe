import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A stream of its own for one thing (`purpose`, `index`) of one seed, so that user 7 is the same user however many users
 * there are. Seed and index are safe integers; each fills its own bits of the state, so no two streams coincide.
 */
export function createStream(seed: number, purpose: number, index: number): RandomGenerator {
  const low = seed >>> 0;
  const high = Math.floor(seed / 0x1_0000_0000) >>> 0;
  const rng = xoroshiro128plusFromState([
    scramble(low ^ 0x9e3779b9),
    scramble(high ^ Math.imul(purpose + 1, 0x85ebca6b)),
    scramble(index ^ 0xc2b2ae35),
    scramble(Math.floor(index / 0x1_0000_0000) ^ 0x27d4eb2f),
  ]);
  // The generator is linear: nearby states need a few rounds before their outputs part.
  for (let round = 0; round < 12; round += 1) rng.next();
  return rng;
}

/** Murmur3's finalizer: a bijection of 32-bit integers, hence no two inputs share a state. */
function scramble(value: number): number {
  let word = value | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

export function isLucky(rng: RandomGenerator, probability: number): boolean {
  return uniformFloat32(rng) < probability;
}

/** A whole number from 0 to `size - 1`; 24 random bits choose among few, 53 among many. */
export function drawIndex(rng: RandomGenerator, size: number): number {
  return Math.floor((size < 65_536 ? uniformFloat32(rng) : uniformFloat64(rng)) * size);
}

/** One entry of a list that is not empty. */
export function drawFrom<T>(rng: RandomGenerator, options: readonly T[]): T {
  const option = options[Math.floor(uniformFloat32(rng) * options.length)];
  if (option === undefined) throw new RangeError('cannot draw from an empty list');
  return option;
}

export function drawBetween(rng: RandomGenerator, low: number, high: number): number {
  return low + (high - low) * uniformFloat64(rng);
}

/** Standard normal (Box and Muller). */
export function drawNormal(rng: RandomGenerator): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(rng)));
  return radius * Math.cos(2 * Math.PI * uniformFloat32(rng));
}

/** Exponential with the given mean. */
export function drawExponential(rng: RandomGenerator, mean: number): number {
  return -mean * Math.log(1 - uniformFloat64(rng));
}

/** Text of `length` characters of an alphabet. */
export function drawText(rng: RandomGenerator, alphabet: string, length: number): string {
  let text = '';
  for (let position = 0; position < length; position += 1) text += alphabet[drawIndex(rng, alphabet.length)];
  return text;
}

/** Seeded order of 0 to `size - 1` (Fisher and Yates). */
export function drawOrder(rng: RandomGenerator, size: number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = drawIndex(rng, last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
