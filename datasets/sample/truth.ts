import { formatDate, formatDateTime, formatInstant } from './calendar.ts';
import type { Catalogue } from './catalogue.ts';
import type { PlantedDefect } from './defects.ts';
import type { WrittenReview } from './written-review.ts';
import type { Person } from './people.ts';
import type { ClauseTruth } from './review-draft.ts';
import { isRelevant } from './world.ts';
import type { World } from './world.ts';

/** The planted truth, JSON lines; README.md documents every field. */
export const truthFiles = {
  aspects: 'truth/aspects.jsonl',
  users: 'truth/users.jsonl',
  items: 'truth/items.jsonl',
  reviews: 'truth/reviews.jsonl',
  clauses: 'truth/clauses.jsonl',
  defects: 'truth/defects.jsonl',
} as const;

export function* writeAspectTruth(world: World): Generator<string> {
  for (const { id, label, terms } of world.language.vocabulary.aspects) yield JSON.stringify({ id, label, terms });
}

export function writeUserTruth(world: World, person: Person, userId: string): string {
  const { aspects, categories } = world.language.vocabulary;
  return (
    `{"user_id":"${userId}","weights":${writeNumbers(aspects, person.weights)},` +
    `"sensitivities":${writeNumbers(aspects, person.sensitivities)},"tastes":${writeNumbers(categories, person.tastes)},` +
    `"verbosity":${formatNumber(person.verbosity)},"criticality":${formatNumber(person.criticality)},` +
    `"harshness":${formatNumber(person.harshness)},"reviews":${person.reviewCount}}`
  );
}

function writeNumbers(keys: readonly { readonly id: string }[], values: Float64Array): string {
  let text = '';
  for (let at = 0; at < keys.length; at += 1) {
    text += `${at === 0 ? '{' : ','}"${keys[at]?.id ?? ''}":${formatNumber(values[at] ?? 0)}`;
  }
  return `${text}}`;
}

/** Only aspects that make sense for the item's category are listed. */
export function* writeItemTruth(world: World, { ids, titles }: Catalogue): Generator<string> {
  const { aspects, categories } = world.language.vocabulary;
  for (let item = 0; item < world.itemCount; item += 1) {
    const base = item * world.aspectCount;
    const qualities = aspects.flatMap(({ id }, at) =>
      isRelevant(world, item, at) ? [[id, round(world.qualities[base + at] ?? 0)] as const] : [],
    );
    yield JSON.stringify({
      item_id: ids[item],
      title: titles[item],
      category: categories[world.categories[item] ?? 0]?.id,
      opens: formatDateTime(world.opens[item] ?? world.fromMs),
      popularity: world.popularity.shares[item] ?? 0,
      has_record: item < world.listedCount,
      qualities: Object.fromEntries(qualities),
      turns: (world.turns.get(item) ?? []).map(({ aspect, at, from, to }) => ({
        aspect: aspects[aspect]?.id,
        at: formatDate(at),
        from: round(from),
        to: round(to),
      })),
    });
  }
}

/** `line` is the row's line in the file of reviews, which is how a review is found where the format has no ids. */
export function writeReviewTruth({ record, visit }: WrittenReview, line: number): string {
  const { reviewId, userId, itemId, reviewedAtMs } = record;
  return (
    `{"review_id":"${reviewId}","line":${line},"user_id":"${userId}","item_id":"${itemId}",` +
    `"reviewed_at":"${formatInstant(reviewedAtMs ?? 0)}","rating":${visit.rating},` +
    `"satisfaction":${formatNumber(visit.satisfaction)}}`
  );
}

export function writeClauseTruth(world: World, reviewId: string, { charStart, charEnd, meaning }: ClauseTruth): string {
  const aspect = meaning.aspect === null ? undefined : world.language.vocabulary.aspects[meaning.aspect]?.id;
  return (
    `{"review_id":"${reviewId}","char_start":${charStart},"char_end":${charEnd},` +
    `"aspect":${aspect === undefined ? 'null' : `"${aspect}"`},"polarity":"${meaning.polarity}",` +
    `"sentiment":${formatNumber(meaning.sentiment)}}`
  );
}

export function writeDefectTruth({ kind, line, reviewId }: PlantedDefect, file: string): string {
  return JSON.stringify({ kind, file, line, review_id: reviewId });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Rounded to thousandths. The usual range is printed once: printing a fraction costs as much as the rest of a line. */
function formatNumber(value: number): string {
  const thousandths = Math.round(value * 1000);
  return printed[thousandths + printedRange] ?? String(thousandths / 1000);
}

const printedRange = 3000;
const printed = Array.from({ length: 2 * printedRange + 1 }, (_, at) => String((at - printedRange) / 1000));
