import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import type { Person } from './people.ts';
import { drawFrom, drawIndex, isLucky } from './random.ts';
import type { World } from './world.ts';

/** Items that a user weighs against each other, drawn by popularity; bounds the work a choice takes. */
const consideredCount = 12;

/** Share of reviews of an item the user reviewed before. */
const returnShare = 0.03;

/** Score of one standard deviation of appeal at full history signal. */
const fullStrength = 3;

/** How much the last item's category appeals again, in standard deviations of taste. */
const habit = 0.8;

/** The item a user picks at a time: popular items come to mind, planted preference decides among them. */
export function chooseItem(
  world: World,
  person: Person,
  atMs: number,
  earlier: readonly number[],
  rng: RandomGenerator,
): number {
  if (earlier.length > 0 && isLucky(rng, returnShare)) return drawFrom(rng, earlier);
  const strength = fullStrength * world.settings.signal.history;
  const last = earlier[earlier.length - 1];
  const lastCategory = last === undefined ? -1 : (world.categories[last] ?? -1);
  let best: number | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  let considered = 0;
  for (let attempt = 0; attempt < consideredCount * 4 && considered < consideredCount; attempt += 1) {
    const item = world.popularity.draw(rng);
    if ((world.opens[item] ?? 0) > atMs || earlier.includes(item)) continue;
    considered += 1;
    // Gumbel noise makes the largest score a draw from the softmax of the scores.
    const noise = -Math.log(-Math.log(uniformFloat32(rng) + 1e-9));
    const score = strength * weighAppeal(world, person, item, atMs, lastCategory) + noise;
    if (score <= bestScore) continue;
    bestScore = score;
    best = item;
  }
  return best ?? findAnyItem(world, atMs, earlier, rng);
}

/** Taste for the category, quality on what matters to the user, and habit; about one standard deviation each. */
function weighAppeal(world: World, person: Person, item: number, atMs: number, lastCategory: number): number {
  const { aspectCount, qualities } = world;
  const category = world.categories[item] ?? 0;
  let weighted = 0;
  for (let aspect = 0; aspect < aspectCount; aspect += 1) {
    weighted += (person.weights[aspect] ?? 0) * (qualities[item * aspectCount + aspect] ?? 0);
  }
  if (world.isTurned[item] === 1) {
    for (const { aspect, at, from, to } of world.turns.get(item) ?? []) {
      if (atMs >= at) weighted += (person.weights[aspect] ?? 0) * (to - from);
    }
  }
  const suitability = (3 * weighted) / (person.relevantShares[category] ?? 1);
  return (person.tastes[category] ?? 0) + suitability + (category === lastCategory ? habit : 0);
}

/** Only for users who have been nearly everywhere. */
function findAnyItem(world: World, atMs: number, earlier: readonly number[], rng: RandomGenerator): number {
  const start = drawIndex(rng, world.listedCount);
  const seen = new Set(earlier);
  for (let step = 0; step < world.listedCount; step += 1) {
    const item = (start + step) % world.listedCount;
    if ((world.opens[item] ?? 0) <= atMs && !seen.has(item)) return item;
  }
  const [first] = earlier;
  return first ?? start;
}
