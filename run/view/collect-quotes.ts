import type { DialogPlan, PlannedTurn } from '../../schemas/dialog-plan.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import { cutReview } from '../reading/read-reviews.ts';
import type { CitedReview } from '../reading/read-reviews.ts';
import type { ViewedQuote } from './viewed-dialog.ts';

/** A turn that was said. */
export interface SpokenTurn {
  turn: number;
  text: string;
  cites?: readonly string[] | undefined;
  /** With the labels of aspects. */
  evidence?: readonly (Evidence & { label: string })[];
}

/** A quote that is not cut out of its review yet. */
export interface QuotePlace extends Omit<ViewedQuote, 'review' | 'title'> {
  reviewId: string;
  /** Where the review is not in the run. */
  titleElse: string;
  charStart: number;
  charEnd: number;
}

/**
 * The words of reviews behind a turn: what its speaker was given to quote, the user's own memories that it cites, and the mentions that are counted
 * for it, spans that overlap once; what the line cites first.
 */
export function collectQuotes(plan: DialogPlan, planned: PlannedTurn, spoken: SpokenTurn | undefined): QuotePlace[] {
  const cites = spoken?.cites ?? [];
  const titles = new Map(plan.candidates.map(({ itemId, title }) => [itemId, title]));
  const given = (planned.slots.claims ?? []).flatMap(({ itemId, label, quotes }) =>
    quotes.map(({ id, reviewId, date, polarity, charStart, charEnd }): QuotePlace => ({
      id,
      isCited: cites.includes(id),
      side: 'community',
      label,
      sentiment: polarity === 'positive' ? 1 : -1,
      reviewedAt: `${date}T00:00:00.000Z`,
      titleElse: titles.get(itemId) ?? itemId,
      reviewId,
      charStart,
      charEnd,
    })),
  );
  const labels = new Map(plan.wishes.map(({ aspectId, label }) => [aspectId, label]));
  const remembered = plan.memories
    .filter(({ id }) => cites.includes(id))
    .map(({ id, reviewId, date, rating, itemTitle, aspectId, charStart, charEnd }): QuotePlace => ({
      id,
      isCited: true,
      side: 'user',
      label: labels.get(aspectId) ?? 'memory',
      // Stars of the whole review, 3 of 5 in the middle.
      sentiment: Math.max(-1, Math.min(1, (rating - 3) / 2)),
      reviewedAt: `${date}T00:00:00.000Z`,
      titleElse: itemTitle,
      reviewId,
      charStart,
      charEnd,
    }));
  const counted = (spoken?.evidence ?? labelled(planned)).map(
    ({ side, label, sentiment, reviewedAt, itemId, reviewId, charStart, charEnd }): QuotePlace => ({
      id: null,
      isCited: false,
      side,
      label,
      sentiment,
      reviewedAt,
      titleElse: titles.get(itemId) ?? itemId,
      reviewId,
      charStart,
      charEnd,
    }),
  );
  const shown: QuotePlace[] = [];
  for (const place of [...given, ...remembered, ...counted]) {
    const at = shown.findIndex((known) => isSameWords(known, place));
    const known = shown[at];
    if (known === undefined) shown.push(place);
    // Several aspects may be counted by one clause.
    else if (!known.label.split(', ').includes(place.label)) {
      shown[at] = { ...known, label: `${known.label}, ${place.label}` };
    }
  }
  return shown.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Spans of one review that overlap, with the same opinion. */
const isSameWords = (a: QuotePlace, b: QuotePlace): boolean =>
  a.reviewId === b.reviewId &&
  a.charStart < b.charEnd &&
  b.charStart < a.charEnd &&
  Math.sign(a.sentiment) === Math.sign(b.sentiment);

const rankOf = ({ isCited, id }: QuotePlace): number => (isCited ? 0 : id === null ? 2 : 1);

/** The plan's evidence of a turn that was not said, labelled by what the turn speaks of. */
function labelled({ slots, evidence }: PlannedTurn): (Evidence & { label: string })[] {
  const topics = [
    ...(slots.claims ?? []),
    ...(slots.wishes ?? []),
    ...(slots.about === undefined ? [] : [slots.about]),
  ];
  const labels = new Map(topics.map(({ aspectId, label }) => [aspectId, label]));
  return evidence.map((mention) => ({ ...mention, label: labels.get(mention.aspectId) ?? mention.aspectId }));
}

export function placeQuote(place: QuotePlace, review: CitedReview | undefined): ViewedQuote {
  const { reviewId: _reviewId, titleElse, charStart, charEnd, ...quote } = place;
  return { ...quote, title: review?.title ?? titleElse, review: cutReview(review, charStart, charEnd) };
}
