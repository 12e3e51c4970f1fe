import { createLanguage } from './language.ts';
import type { Language } from './language.ts';
import { createPopularity } from './popularity.ts';
import type { Popularity } from './popularity.ts';
import { createStream, drawBetween, drawFrom, drawIndex, drawNormal, drawOrder, isLucky } from './random.ts';
import { countItems, dayMs } from './settings.ts';
import type { SampleSettings } from './settings.ts';
import { streams } from './streams.ts';

/** From the date `at` on, the item's quality on `aspect` is `to` instead of `from`. */
export interface Turn {
  readonly aspect: number;
  /** Milliseconds, a midnight in UTC. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The items and what is planted in them. Arrays are by item; qualities lie in [-1, 1], 0 where irrelevant. */
export interface World {
  readonly settings: SampleSettings;
  readonly language: Language;
  readonly aspectCount: number;
  /** Items with a record; the ones after them up to `itemCount` are reviewed but have none. */
  readonly listedCount: number;
  readonly itemCount: number;
  readonly categories: Uint8Array;
  /** At `item * aspectCount + aspect`, before any turn. */
  readonly qualities: Float32Array;
  /** Milliseconds; no review of the item is older. */
  readonly opens: Float64Array;
  readonly turns: ReadonlyMap<number, readonly Turn[]>;
  /** 1 where the item has a turn, which spares most look-ups. */
  readonly isTurned: Uint8Array;
  readonly popularity: Popularity;
  /** By category and aspect: 1 where the aspect makes sense. */
  readonly relevance: readonly Uint8Array[];
  readonly fromMs: number;
  readonly toMs: number;
}

export function createWorld(settings: SampleSettings): World {
  const language = createLanguage(settings.domain);
  const { categories, aspects } = language.vocabulary;
  const listedCount = countItems(settings);
  const itemCount = listedCount + (settings.defects > 0 ? Math.ceil(listedCount / 100) : 0);
  const popularity = createPopularity(drawOrder(createStream(settings.seed, streams.ranks, 0), listedCount), settings);
  const world = {
    settings,
    language,
    aspectCount: aspects.length,
    listedCount,
    itemCount,
    categories: new Uint8Array(itemCount),
    qualities: new Float32Array(itemCount * aspects.length),
    opens: new Float64Array(itemCount),
    turns: new Map<number, Turn[]>(),
    isTurned: new Uint8Array(itemCount),
    popularity,
    relevance: categories.map(({ lacks }) => Uint8Array.from(aspects, ({ id }) => Number(!lacks.includes(id)))),
    fromMs: Date.parse(settings.from),
    toMs: Date.parse(settings.to),
  };
  for (let item = 0; item < itemCount; item += 1) {
    const turns = drawItem(world, item);
    if (turns.length === 0) continue;
    world.turns.set(item, turns);
    world.isTurned[item] = 1;
  }
  return world;
}

/** Quality of an item on an aspect at a time, in [-1, 1]. */
export function readQuality(world: World, item: number, aspect: number, atMs: number): number {
  if (world.isTurned[item] === 1) {
    const turn = findTurn(world, item, aspect);
    if (turn !== undefined && atMs >= turn.at) return turn.to;
  }
  return world.qualities[item * world.aspectCount + aspect] ?? 0;
}

export function findTurn(world: World, item: number, aspect: number): Turn | undefined {
  if (world.isTurned[item] !== 1) return undefined;
  return world.turns.get(item)?.find((turn) => turn.aspect === aspect);
}

export function isRelevant(world: World, item: number, aspect: number): boolean {
  return world.relevance[world.categories[item] ?? 0]?.[aspect] === 1;
}

function drawItem(world: World, item: number): Turn[] {
  const { settings, aspectCount, fromMs, toMs } = world;
  const rng = createStream(settings.seed, streams.items, item);
  world.categories[item] = drawIndex(rng, world.relevance.length);
  // An item is good or bad on the whole, and better or worse than that on each aspect.
  const general = 0.22 + 0.3 * drawNormal(rng);
  for (let aspect = 0; aspect < aspectCount; aspect += 1) {
    const quality = clamp(general + 0.38 * drawNormal(rng), 0.9);
    world.qualities[item * aspectCount + aspect] = isRelevant(world, item, aspect) ? quality : 0;
  }
  const isLate = isLucky(rng, 0.2);
  const latest = drawBetween(rng, 0, 0.35);
  world.opens[item] = isLate ? fromMs + latest * (toMs - fromMs) : fromMs;
  return item < world.listedCount ? drawTurns(world, item, rng) : [];
}

/** Popular items turn more often than rare ones: a turn that nobody reviews cannot be found. */
function drawTurns(world: World, item: number, rng: ReturnType<typeof createStream>): Turn[] {
  const isPopular = (world.popularity.ranks[item] ?? 0) < world.listedCount / 2;
  if (!isLucky(rng, world.settings.turns * (isPopular ? 1.5 : 0.5))) return [];
  const relevant = Array.from({ length: world.aspectCount }, (_, aspect) => aspect).filter((aspect) =>
    isRelevant(world, item, aspect),
  );
  const count = isLucky(rng, 0.2) ? 2 : 1;
  const aspects = new Set(Array.from({ length: count }, () => drawFrom(rng, relevant)));
  const opens = world.opens[item] ?? world.fromMs;
  return [...aspects].map((aspect) => {
    const from = world.qualities[item * world.aspectCount + aspect] ?? 0;
    const change = drawBetween(rng, 1, 1.5);
    const at = opens + drawBetween(rng, 0.3, 0.7) * (world.toMs - opens);
    return {
      aspect,
      at: Math.floor(at / dayMs) * dayMs,
      from,
      to: clamp(from > 0.1 ? from - change : from + change, 0.9),
    };
  });
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
