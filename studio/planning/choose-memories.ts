import type { Memory } from '../../schemas/quote.ts';
import { findNamedItems } from '../fidelity/find-named-items.ts';
import { compareText } from './compare-text.ts';
import type { OwnClause } from './plan-packet.ts';
import { findReadableClause } from './readable-clause.ts';

const mostMemories = 6;
const mostOfOneItem = 2;

/**
 * Up to six clauses of the user's own earlier reviews: on a wish first, in the wishes' order, then the clearest, then the newest; at most two of
 * an item. A clause that names a candidate, or is about one, is no memory: the user knows none of them.
 */
export function chooseMemories(
  clauses: readonly OwnClause[],
  wishes: readonly { aspectId: string }[],
  candidates: readonly { itemId: string; title: string }[],
): Memory[] {
  const placeOf = (aspectId: string): number => {
    const place = wishes.findIndex((wish) => wish.aspectId === aspectId);
    return place < 0 ? wishes.length : place;
  };
  const readable = clauses
    .filter(({ itemId }) => !candidates.some((candidate) => candidate.itemId === itemId))
    .flatMap((clause) => {
      const read = findReadableClause(clause);
      return read === undefined ? [] : [{ clause, read, place: placeOf(clause.aspectId) }];
    })
    .filter(({ clause, read }) => findNamedItems(`${clause.itemTitle}. ${read.text}`, candidates).length === 0)
    .toSorted(
      (a, b) =>
        a.place - b.place ||
        Math.round(10 * b.read.clarity) - Math.round(10 * a.read.clarity) ||
        compareText(b.clause.reviewedAt, a.clause.reviewedAt) ||
        compareText(a.clause.reviewId, b.clause.reviewId) ||
        a.read.charStart - b.read.charStart,
    );
  const chosen: (typeof readable)[number][] = [];
  for (const round of [0, 1]) {
    for (const next of readable) {
      if (chosen.length >= mostMemories) break;
      const isRepeated = chosen.some(
        ({ clause, read }) => clause.reviewId === next.clause.reviewId && read.charStart === next.read.charStart,
      );
      const ofItem = chosen.filter(({ clause }) => clause.itemId === next.clause.itemId).length;
      const ofAspect = chosen.filter(({ clause }) => clause.aspectId === next.clause.aspectId).length;
      // One of each aspect comes before a second one of any.
      if (!isRepeated && ofItem < mostOfOneItem && ofAspect <= round) chosen.push(next);
    }
  }
  return chosen.map(({ clause, read }, at) => ({
    id: `u${at + 1}`,
    reviewId: clause.reviewId,
    itemTitle: clause.itemTitle,
    aspectId: clause.aspectId,
    date: clause.reviewedAt.slice(0, 10),
    rating: clause.rating,
    charStart: read.charStart,
    charEnd: read.charEnd,
    text: read.text,
  }));
}
