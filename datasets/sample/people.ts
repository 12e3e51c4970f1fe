import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { createStream, drawBetween, drawExponential, drawNormal, isLucky } from './random.ts';
import { countMostReviews, dayMs, fewestReviews } from './settings.ts';
import { streams } from './streams.ts';
import type { World } from './world.ts';

/** How a user types. */
export interface Style {
  readonly isLowercase: boolean;
  /** How a sentence ends when nothing else decides. */
  readonly ending: '.' | '!' | '...' | '';
  /** Probability that a strong sentence ends in an exclamation mark. */
  readonly excitement: number;
  /** Probability that a clause holds a slip of the fingers. */
  readonly typos: number;
  readonly emoji: number;
  /** Whether long reviews come in paragraphs. */
  readonly hasParagraphs: boolean;
  /** Two blanks after a full stop. */
  readonly hasWideBlanks: boolean;
}

/** A simulated user, all planted; `index` alone (with the seed) makes the same user again. */
export interface Person {
  readonly index: number;
  /** By aspect; sum to 1. */
  readonly weights: Float64Array;
  /** By aspect: how strongly an experience moves this user, around 1. */
  readonly sensitivities: Float64Array;
  /** By category: sum of the weights of the aspects that make sense there. */
  readonly relevantShares: Float64Array;
  /** By category: standard normal taste. */
  readonly tastes: Float64Array;
  /** Clauses on aspects a review, before chance. */
  readonly verbosity: number;
  /** 0 talks of what was good, 1 of what was bad. */
  readonly criticality: number;
  /** Stars taken off (or, below 0, added) whatever happened. */
  readonly harshness: number;
  readonly style: Style;
  readonly reviewCount: number;
  readonly activeFromMs: number;
  readonly activeToMs: number;
}

/** Mean number of aspect clauses a review. */
const meanVerbosity = { yelp: 8, amazon: 3.8, mobilerec: 2.1 } as const;

export function drawPerson(world: World, index: number): Person {
  const { settings, fromMs, toMs } = world;
  const rng = createStream(settings.seed, streams.users, index);
  const weights = drawNormals(rng, world.aspectCount).map((value) => Math.exp(1.1 * value));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let aspect = 0; aspect < weights.length; aspect += 1) weights[aspect] = (weights[aspect] ?? 0) / total;
  const spanMs = toMs - fromMs;
  const activeMs = spanMs * drawBetween(rng, 0.35, 1);
  // The square root makes the later years busier, as real sites grow.
  const activeFromMs = fromMs + (spanMs - activeMs) * Math.sqrt(drawBetween(rng, 0, 1));
  return {
    index,
    weights,
    relevantShares: sumRelevantWeights(world, weights),
    sensitivities: drawNormals(rng, world.aspectCount).map((value) => Math.exp(0.25 * value)),
    tastes: drawNormals(rng, world.relevance.length),
    verbosity: meanVerbosity[settings.domain] * Math.exp(0.38 * drawNormal(rng)),
    criticality: drawBetween(rng, 0.1, 0.9),
    harshness: 0.35 * drawNormal(rng),
    style: drawStyle(rng, settings.domain),
    reviewCount: drawReviewCount(rng, settings.reviewsPerUser, countMostReviews(settings)),
    activeFromMs,
    activeToMs: activeFromMs + Math.max(activeMs - dayMs, dayMs),
  };
}

function drawNormals(rng: RandomGenerator, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let at = 0; at < count; at += 1) values[at] = drawNormal(rng);
  return values;
}

function sumRelevantWeights(world: World, weights: Float64Array): Float64Array {
  const shares = new Float64Array(world.relevance.length);
  for (const [category, flags] of world.relevance.entries()) {
    for (let aspect = 0; aspect < flags.length; aspect += 1) {
      shares[category] = (shares[category] ?? 0) + (weights[aspect] ?? 0) * (flags[aspect] ?? 0);
    }
  }
  return shares;
}

function drawReviewCount(rng: RandomGenerator, mean: number, most: number): number {
  return Math.min(most, fewestReviews + Math.round(drawExponential(rng, mean - fewestReviews)));
}

function drawStyle(rng: RandomGenerator, domain: World['settings']['domain']): Style {
  const isPhone = domain === 'mobilerec';
  const [exclaiming, trailing, open] = isPhone ? [0.15, 0.08, 0.3] : [0.06, 0.05, 0.03];
  const ending = drawBetween(rng, 0, 1);
  const ends = [
    { below: exclaiming, mark: '!' },
    { below: exclaiming + trailing, mark: '...' },
    { below: exclaiming + trailing + open, mark: '' },
  ] as const;
  return {
    isLowercase: isLucky(rng, isPhone ? 0.3 : 0.08),
    ending: ends.find(({ below }) => ending < below)?.mark ?? '.',
    excitement: isLucky(rng, 0.5) ? 0 : drawBetween(rng, 0.1, 0.4),
    typos: isLucky(rng, isPhone ? 0.35 : 0.2) ? drawBetween(rng, 0.03, 0.15) : 0,
    emoji: isLucky(rng, isPhone ? 0.25 : 0.1) ? drawBetween(rng, 0.1, 0.5) : 0,
    hasParagraphs: isLucky(rng, 0.35),
    hasWideBlanks: isLucky(rng, 0.2),
  };
}
