import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { Polarity } from '../../schemas/opinion.ts';
import { plantedNegativeBelow, plantedPositiveAbove } from '../../studio/sentiment/polarity.ts';
import type { Person } from './people.ts';
import { drawBetween, drawIndex, drawNormal, isLucky } from './random.ts';
import { findTurn, isRelevant, readQuality } from './world.ts';
import type { World } from './world.ts';

/** One aspect that a review will speak of. */
export interface Mention {
  readonly aspect: number;
  /** Planted, in [-1, 1]. */
  readonly sentiment: number;
  readonly polarity: Polarity;
  readonly isStrong: boolean;
  /** Whether the item turned on this aspect before the visit. */
  readonly isNews: boolean;
}

/** What a user lived through at one item at one time. */
export interface Visit {
  readonly item: number;
  readonly atMs: number;
  /** Preference-weighted experience, about -1 to 1; the rating follows from it. */
  readonly satisfaction: number;
  readonly rating: number;
  readonly mentions: readonly Mention[];
}

/** Stars at satisfaction 0 and stars a unit: shoppers are pleased more easily, app users love or hate. */
const scales = {
  yelp: { base: 2.75, gain: 3.2 },
  amazon: { base: 3.3, gain: 3.5 },
  mobilerec: { base: 2.6, gain: 4.2 },
} as const;

/** Share of app reviews that say nothing of any aspect. */
const wordlessShare = { yelp: 0, amazon: 0.01, mobilerec: 0.07 } as const;

/** Share of positive clauses when text carries no signal. */
const blindPositiveShare = 0.62;

export function drawVisit(world: World, person: Person, item: number, atMs: number, rng: RandomGenerator): Visit {
  // A good or a bad day colours every aspect a little; now and then everything goes wrong.
  const luck = 0.12 * drawNormal(rng) - (isLucky(rng, 0.07) ? 0.6 : 0);
  const sentiments: number[] = [];
  let weighted = 0;
  let weights = 0;
  for (let aspect = 0; aspect < world.aspectCount; aspect += 1) {
    if (!isRelevant(world, item, aspect)) {
      sentiments.push(0);
      continue;
    }
    const experience = readQuality(world, item, aspect, atMs) + luck + 0.2 * drawNormal(rng);
    const sentiment = clamp(experience * (person.sensitivities[aspect] ?? 1), -1, 1);
    const weight = person.weights[aspect] ?? 0;
    sentiments.push(sentiment);
    weighted += weight * sentiment;
    weights += weight;
  }
  const satisfaction = weights > 0 ? weighted / weights : 0;
  const { base, gain } = scales[world.settings.domain];
  const stars = base + gain * satisfaction - person.harshness + 0.35 * drawNormal(rng);
  const rating = clamp(Math.round(stars), 1, 5);
  const mentions = drawMentions(world, person, item, atMs, sentiments, rating, rng);
  return { item, atMs, satisfaction, rating, mentions };
}

function drawMentions(
  world: World,
  person: Person,
  item: number,
  atMs: number,
  sentiments: readonly number[],
  rating: number,
  rng: RandomGenerator,
): Mention[] {
  const { domain, signal } = world.settings;
  if (isLucky(rng, wordlessShare[domain])) return [];
  const wanted = Math.max(1, Math.round(person.verbosity * Math.exp(0.3 * drawNormal(rng))));
  const keys = sentiments.map((sentiment, aspect) => {
    const odds = weighMention(world, person, item, aspect, sentiment, rating);
    // Weighted sampling without replacement: the largest keys win (Efraimidis and Spirakis).
    return odds > 0 ? Math.log(1 - uniformFloat64(rng)) / odds : Number.NEGATIVE_INFINITY;
  });
  const mentions: Mention[] = [];
  while (mentions.length < wanted) {
    const aspect = takeLargest(keys);
    if (aspect === null) break;
    const isTrue = isLucky(rng, signal.text);
    const subject = isTrue ? aspect : drawIndex(rng, world.aspectCount);
    if (mentions.some((mention) => mention.aspect === subject)) continue;
    const sentiment = isTrue ? (sentiments[aspect] ?? 0) : drawBlindSentiment(rng);
    const turn = isTrue ? findTurn(world, item, aspect) : undefined;
    mentions.push(createMention(subject, sentiment, turn !== undefined && atMs >= turn.at));
    // Talkative people dwell on a thing.
    if (mentions.length < wanted && isLucky(rng, 0.28)) {
      mentions.push(createMention(subject, clamp(sentiment + 0.1 * drawNormal(rng), -1, 1), false));
    }
  }
  return mentions;
}

/** How much an aspect asks to be spoken of; 0 where it makes no sense. */
function weighMention(
  world: World,
  person: Person,
  item: number,
  aspect: number,
  sentiment: number,
  rating: number,
): number {
  if (!isRelevant(world, item, aspect)) return 0;
  const mood = sentiment < 0 ? 0.5 + person.criticality : 1.5 - person.criticality;
  // People give reasons for their stars, and talk of what an item is known for or what changed there.
  const agreement = sentiment * (rating - 3) > 0 ? 2 : 0.6;
  const fame = findTurn(world, item, aspect) === undefined ? 1 : 3;
  return (person.weights[aspect] ?? 0) * (0.3 + Math.abs(sentiment)) * mood * agreement * fame;
}

/** Index of the largest key, which is struck out; null when none is left. */
function takeLargest(keys: number[]): number | null {
  let best = -1;
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? largest;
    if (key <= largest) continue;
    largest = key;
    best = at;
  }
  if (best < 0) return null;
  keys[best] = Number.NEGATIVE_INFINITY;
  return best;
}

function createMention(aspect: number, sentiment: number, isNews: boolean): Mention {
  return { aspect, sentiment, polarity: readPolarity(sentiment), isStrong: Math.abs(sentiment) > 0.5, isNews };
}

export function readPolarity(sentiment: number): Polarity {
  if (sentiment > plantedPositiveAbove) return 'positive';
  return sentiment < plantedNegativeBelow ? 'negative' : 'mixed';
}

function drawBlindSentiment(rng: RandomGenerator): number {
  return drawBetween(rng, 0.15, 0.95) * (isLucky(rng, blindPositiveShare) ? 1 : -1);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
