import assert from 'node:assert/strict';
import {
  AspectTruthSchema,
  ClauseTruthSchema,
  collectSample,
  correlate,
  ItemTruthSchema,
  mean,
  parseRows,
  ReviewTruthSchema,
  UserTruthSchema,
} from './collected-sample.ts';
import type { ReviewTruth } from './collected-sample.ts';
import type { z } from 'zod';
import { vocabularies } from '../../../datasets/sample/language.ts';
import type { SampleSettingsInput } from '../../../datasets/sample/settings.ts';

type Item = z.infer<typeof ItemTruthSchema>;
type User = z.infer<typeof UserTruthSchema>;

function readWorld(settings: SampleSettingsInput) {
  const lines = collectSample(settings);
  const reviews = parseRows(lines.get('truth/reviews.jsonl'), ReviewTruthSchema);
  return {
    lines,
    reviews,
    reviewsById: new Map(reviews.map((review) => [review.review_id, review])),
    clauses: parseRows(lines.get('truth/clauses.jsonl'), ClauseTruthSchema),
    aspects: parseRows(lines.get('truth/aspects.jsonl'), AspectTruthSchema),
    users: new Map(parseRows(lines.get('truth/users.jsonl'), UserTruthSchema).map((user) => [user.user_id, user])),
    items: new Map(parseRows(lines.get('truth/items.jsonl'), ItemTruthSchema).map((item) => [item.item_id, item])),
  };
}

/** Planted quality of the item at the time, weighted by what the user cares about. */
function weighQuality(user: User, item: Item, at: string): number {
  let weighted = 0;
  let weights = 0;
  for (const [aspect, quality] of Object.entries(item.qualities)) {
    const turn = item.turns.find((candidate) => candidate.aspect === aspect);
    const weight = user.weights[aspect] ?? 0;
    weighted += weight * (turn !== undefined && at.slice(0, 10) >= turn.at ? turn.to : quality);
    weights += weight;
  }
  return weighted / weights;
}

function findOwn<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  assert.ok(found !== undefined, id);
  return found;
}

describe('what is planted in the bundled sample', function () {
  this.timeout(60_000);
  let world: ReturnType<typeof readWorld>;
  before(() => {
    world = readWorld({});
  });

  it('has some 3,500 reviews by 300 users of 150 items, 5 to 40 a user, over three years', () => {
    assert.ok(world.reviews.length > 3_100 && world.reviews.length < 4_000, String(world.reviews.length));
    assert.equal(world.users.size, 300);
    assert.equal([...world.items.values()].filter(({ has_record: hasRecord }) => hasRecord).length, 150);
    const counts = [...world.users.values()].map(({ reviews }) => reviews);
    assert.equal(Math.min(...counts), 5);
    assert.ok(Math.max(...counts) > 25 && Math.max(...counts) <= 40);
    const days = world.reviews.map(({ reviewed_at: at }) => at.slice(0, 10)).toSorted();
    assert.ok((days[0] ?? '') >= '2019-01-01' && (days.at(-1) ?? '') <= '2021-12-31');
  });

  it('gives popular items enough reviews for a trajectory', () => {
    const counts = countByItem(world.reviews);
    assert.ok(counts.filter((count) => count >= 30).length >= 20, counts.slice(0, 30).join(' '));
    assert.ok((counts[0] ?? 0) <= 150);
  });

  it('has at least 90 % distinct texts and thousands of distinct clauses', () => {
    const rows = world.lines.get('yelp_academic_dataset_review.json') ?? [];
    const texts = new Map(rows.map((row, at) => [at + 1, row]));
    const spoken = world.reviews.map(({ line }) => /"text":(".*"),"date"/.exec(texts.get(line) ?? '')?.[1] ?? '');
    assert.ok(new Set(spoken).size / spoken.length >= 0.9);
    const textById = new Map(
      world.reviews.map(({ review_id: id }, at) => [id, Array.from(String(JSON.parse(spoken[at] ?? '""')))]),
    );
    const clauses = world.clauses.map(({ review_id: id, char_start: start, char_end: end }) =>
      (textById.get(id) ?? []).slice(start, end).join('').toLowerCase(),
    );
    assert.ok(new Set(clauses).size > 8_000, String(new Set(clauses).size));
  });

  it('lets ratings follow the quality that the user cares about', () => {
    const pairs = world.reviews.map(({ user_id: userId, item_id: itemId, reviewed_at: at, rating }) => {
      const quality = weighQuality(findOwn(world.users, userId), findOwn(world.items, itemId), at);
      return [quality, rating] as const;
    });
    assert.ok(correlate(pairs) > 0.55, String(correlate(pairs)));
    const stars = new Set(world.reviews.map(({ rating }) => rating));
    assert.deepEqual(stars, new Set([1, 2, 3, 4, 5]));
  });

  it('shows a planted turn in the mean sentiment before and after it', () => {
    const sides = new Map<string, { before: number[]; after: number[]; change: number }>();
    for (const [itemId, { turns }] of world.items) {
      for (const { aspect, from, to } of turns)
        sides.set(`${itemId} ${aspect}`, { before: [], after: [], change: to - from });
    }
    assert.ok(sides.size > 30, String(sides.size));
    for (const { review_id: id, aspect, sentiment } of world.clauses) {
      const review = findOwn(world.reviewsById, id);
      const side = sides.get(`${review.item_id} ${aspect}`);
      const turn = findOwn(world.items, review.item_id).turns.find((candidate) => candidate.aspect === aspect);
      if (side === undefined || turn === undefined) continue;
      (review.reviewed_at.slice(0, 10) >= turn.at ? side.after : side.before).push(sentiment);
    }
    const testable = [...sides.values()].filter((side) => side.before.length >= 4 && side.after.length >= 4);
    const right = testable.filter((side) => Math.sign(mean(side.after) - mean(side.before)) === Math.sign(side.change));
    assert.ok(testable.length >= 15, String(testable.length));
    assert.ok(right.length / testable.length >= 0.9, `${right.length} of ${testable.length}`);
  });
});

describe('the strengths of the planted signals', function () {
  this.timeout(60_000);

  it('let choices follow preference at 1, less at 0.3, not at all at 0', () => {
    const [none, some, full] = [readTaste(0), readTaste(0.3), readTaste(1)];
    assert.ok(Math.abs(none) < 0.1, String(none));
    assert.ok(some > 0.25 && full > some + 0.2, `${some} ${full}`);
  });

  it('let the text tell of the item at 1, and of nothing at 0', () => {
    const [none, full] = [readEcho(0), readEcho(1)];
    assert.ok(Math.abs(none) < 0.06, String(none));
    assert.ok(full > 0.7, String(full));
  });

  it("let the words fit the item's category at 1, and any category at 0", () => {
    const [none, full] = [readOwnWords(0), readOwnWords(1)];
    assert.ok(none < 0.2, String(none));
    assert.ok(full > 0.95, String(full));
  });

  it('make popularity even at exponent 0 and steep at 1', () => {
    assert.ok(readTopShare(1) > 1.5 * readTopShare(0), `${readTopShare(1)} ${readTopShare(0)}`);
  });
});

function countByItem(reviews: readonly ReviewTruth[]): number[] {
  const counts = new Map<string, number>();
  for (const { item_id: id } of reviews) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts.values()].toSorted((one, other) => other - one);
}

/** Mean, over reviews, of what the user's taste for the category of the chosen item is worth. */
function readTaste(history: number): number {
  const { reviews, users, items } = readWorld({ users: 120, seed: 4, signal: { history }, defects: 0 });
  return mean(
    reviews.map((review) => {
      const { category } = findOwn(items, review.item_id);
      return findOwn(users, review.user_id).tastes[category] ?? 0;
    }),
  );
}

/** How much a clause's sentiment says of the item's planted quality on its aspect. */
function readEcho(text: number): number {
  const { clauses, reviewsById, items } = readWorld({ users: 120, seed: 4, signal: { text }, turns: 0, defects: 0 });
  return correlate(
    clauses.flatMap(({ review_id: id, aspect, sentiment }) => {
      const quality = findOwn(items, findOwn(reviewsById, id).item_id).qualities[aspect ?? ''];
      return quality === undefined ? [] : [[quality, sentiment] as const];
    }),
  );
}

/** Mean share of all reviews that each of the six most popular items has. */
function readTopShare(popularity: number): number {
  const { reviews } = readWorld({ users: 120, seed: 4, popularity, signal: { history: 0 }, defects: 0 });
  return mean(countByItem(reviews).slice(0, 6)) / reviews.length;
}

/** Among reviews that name a dish which only one category has, the share where it is the item's own category. */
function readOwnWords(text: number): number {
  const { reviews, items, lines } = readWorld({ users: 120, seed: 4, signal: { text }, defects: 0 });
  const { categories } = vocabularies.yelp;
  const dishes = categories.map(({ words }) => new Set((words['dish'] ?? '').split('|')));
  const own = dishes.map((set, at) =>
    [...set].filter((dish) => dishes.every((other, otherAt) => otherAt === at || !other.has(dish))),
  );
  const rows = lines.get('yelp_academic_dataset_review.json') ?? [];
  const hits = reviews.flatMap(({ line, item_id: itemId }) => {
    const row = rows[line - 1] ?? '';
    const named = own.findIndex((list) => list.some((dish) => row.includes(` the ${dish} `)));
    return named < 0 ? [] : [Number(categories[named]?.id === findOwn(items, itemId).category)];
  });
  assert.ok(hits.length > 100, String(hits.length));
  return mean(hits);
}
