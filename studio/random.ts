import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of seeded draws. Two streams of the same seed give the same draws in the same order, on every machine. */
export interface Random {
  /** In [0, 1). */
  unit(): number;
  /** Uniform integer, both bounds included. */
  integer(from: number, to: number): number;
  /** True with this probability; 0 and below never, 1 and above always. */
  chance(probability: number): boolean;
  /** One element, uniformly. Throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** One element, by relative weight. Throws RangeError where a weight is negative or not finite, or none is above zero. */
  pickWeighted<T>(list: readonly T[], weightOf: (element: T) => number): T;
  /** A new list in random order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Four unlike words, so that no seed leaves the generator's state empty. */
const stateSalts = [0x9e3779b9, 0x7f4a7c15, 0xf39cc060, 0x5cedc834];

export function createRandom(seed: number): Random {
  // The generator's own seeding lets neighbouring seeds begin alike; four unlike words do not.
  const generator = xoroshiro128plusFromState(stateSalts.map((salt) => mixBits((seed | 0) ^ salt)));
  const unit = (): number => uniformFloat64(generator);
  const integer = (from: number, to: number): number => uniformInt(generator, from, to);
  return {
    unit,
    integer,
    chance: (probability) => unit() < probability,
    pick: (list) => elementAt(list, list.length === 0 ? 0 : integer(0, list.length - 1)),
    pickWeighted: (list, weightOf) => elementAt(list, weightedIndex(list.map(weightOf), unit())),
    shuffle: (list) =>
      list
        .map((element) => ({ element, place: unit() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ element }) => element),
  };
}

/**
 * A seed for one part of a run (a dialog, a turn, an attempt), in [0, 2^31): the same parts give the same seed, other parts almost
 * surely another. The parts are hashed as a JSON list, so ['a', 'bc'] and ['ab', 'c'], or 1 and '1', differ.
 */
export function deriveSeed(seed: number, ...parts: (string | number)[]): number {
  return mixBits(hashText(JSON.stringify([seed, ...parts]))) >>> 1;
}

/** FNV-1a over the low and the high byte of every UTF-16 unit, 32 bits. No node:crypto: workflow code runs this too. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}

/** MurmurHash3's 32-bit finalizer: FNV alone leaves seeds of consecutive turns alike in their high bits. */
function mixBits(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function weightedIndex(weights: readonly number[], unit: number): number {
  let total = 0;
  for (const weight of weights) {
    if (!Number.isFinite(weight) || weight < 0)
      throw new RangeError(`weight ${weight} is not a finite number of 0 or more`);
    total += weight;
  }
  if (total <= 0) throw new RangeError('no weight is above zero');
  let left = unit * total;
  let index = 0;
  for (const [at, weight] of weights.entries()) {
    if (weight === 0) continue;
    // Rounding may leave a crumb after the last weight: the last element that can be drawn takes it.
    index = at;
    if (left < weight) break;
    left -= weight;
  }
  return index;
}

function elementAt<T>(list: readonly T[], index: number): T {
  for (const element of list.slice(index, index + 1)) return element;
  throw new RangeError(`no element ${index} in a list of ${list.length}`);
}
