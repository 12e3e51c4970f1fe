import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { createCatalogue } from './catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { composeReview } from './composition.ts';
import { drawIsEscaped } from './defects.ts';
import type { OddityKind, WrittenReview } from './written-review.ts';
import type { SampleFormat } from './format.ts';
import type { Person } from './people.ts';
import { createStream, drawIndex } from './random.ts';
import { createReviewId } from './review-id.ts';
import { streams } from './streams.ts';
import { drawVisit } from './visit.ts';
import type { World } from './world.ts';

/** Where rows are written: the world, its format, and what the item records count at the end. */
export interface Desk {
  readonly world: World;
  readonly format: SampleFormat;
  readonly catalogue: Catalogue;
  /** By item: clean reviews so far, and the sum of their stars. */
  readonly reviewCounts: Uint32Array;
  readonly ratingSums: Float64Array;
  /** The last line written to the file of reviews. */
  line: number;
}

export function createDesk(world: World, format: SampleFormat): Desk {
  return {
    world,
    format,
    catalogue: createCatalogue(world),
    reviewCounts: new Uint32Array(world.itemCount),
    ratingSums: new Float64Array(world.itemCount),
    line: format.headers[format.reviewFile] === undefined ? 0 : 1,
  };
}

export function createUserId({ world, format }: Desk, index: number): string {
  return format.createUserId(createStream(world.settings.seed, streams.userIds, index));
}

/** Lives through a visit at `atMs` and writes it up. */
export function writeReviewRow(
  { world, format, catalogue }: Desk,
  person: Person,
  userId: string,
  item: number,
  atMs: number,
  rng: RandomGenerator,
): WrittenReview {
  const visit = drawVisit(world, person, item, atMs, rng);
  const isEscaped = drawIsEscaped(rng, world.settings.defects);
  const { text, title, clauses, hasEmoji } = composeReview(world, person, visit, isEscaped, rng);
  const category = world.language.vocabulary.categories[world.categories[item] ?? 0];
  const itemId = catalogue.ids[item];
  if (category === undefined || itemId === undefined) throw new RangeError(`there is no item ${item} in this world`);
  const reviewedAtMs = format.roundTime(atMs);
  const record = {
    reviewId: createReviewId(rng),
    userId,
    itemId,
    rating: visit.rating,
    reviewedAtMs,
    title,
    text,
    category,
  };
  const oddities: OddityKind[] = [];
  if (isEscaped && /&(?:amp|#\d+);/.test(text)) oddities.push('html_entity');
  if (hasEmoji) oddities.push('emoji');
  return { record, row: format.writeReview(record, rng), visit, clauses, oddities };
}

export function writeItemRow({ world, format, catalogue, reviewCounts, ratingSums }: Desk, item: number): string {
  const category = world.language.vocabulary.categories[world.categories[item] ?? 0];
  const itemId = catalogue.ids[item];
  const title = catalogue.titles[item];
  if (category === undefined || itemId === undefined || title === undefined) {
    throw new RangeError(`there is no item ${item} in this world`);
  }
  const reviewCount = reviewCounts[item] ?? 0;
  const meanRating = reviewCount === 0 ? 0 : (ratingSums[item] ?? 0) / reviewCount;
  const opensMs = world.opens[item] ?? world.fromMs;
  const rng = createStream(world.settings.seed, streams.itemRecords, item);
  return format.writeItem({ itemId, title, category, opensMs, reviewCount, meanRating }, rng);
}

export function writeUserRow(desk: Desk, person: Person, userId: string, meanRating: number): string {
  const { seed, users } = desk.world.settings;
  const rng = createStream(seed, streams.userRecords, person.index);
  const friends = Array.from({ length: drawIndex(rng, 6) }, () => createUserId(desk, drawIndex(rng, users)));
  return desk.format.writeUser(
    {
      userId,
      reviewCount: person.reviewCount,
      meanRating,
      firstActiveMs: person.activeFromMs,
      friends: [...new Set(friends)].filter((friend) => friend !== userId),
    },
    rng,
  );
}
