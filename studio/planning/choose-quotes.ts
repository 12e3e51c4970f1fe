import type { Claim } from '../../schemas/claim.ts';
import type { Polarity } from '../../schemas/opinion.ts';
import type { Quote } from '../../schemas/quote.ts';
import { positiveFrom } from '../sentiment/polarity.ts';
import { speaksOf } from '../fidelity/grounded/speaks-of.ts';
import { isNearRepeat } from '../fidelity/near-repeat.ts';
import { compareText } from './compare-text.ts';
import type { QuotableClause } from './plan-packet.ts';
import { findReadableClause } from './readable-clause.ts';
import type { ReadableClause } from './readable-clause.ts';

const mostQuotes = 3;

/**
 * Up to three quotes of a claim by different reviewers, out of the newest clauses on its topic, all with its label or a kindred word: a reader takes a
 * quote for what stands above it. The clearest come first, of clear ones the newest.
 * Where the other side has a readable clause too, one of the three is its: a claim that hides a complaint is not honest. A mixed claim begins
 * with both sides. `isOfItem` says whether a text speaks of the claim's item and no other. Ids are given once the whole plan is known (`attach-quotes.ts`).
 */
export function chooseQuotes(
  { polarity, label }: Pick<Claim, 'polarity' | 'label'>,
  clauses: readonly QuotableClause[],
  isOfItem: (text: string) => boolean = () => true,
): Quote[] {
  const readable = readQuotes(clauses, (text) => speaksOf(text, label) && isOfItem(text)).toSorted(compareClarity);
  const chosen: ReadableQuote[] = [];
  for (const sides of sidesInTurn(polarity)) {
    const next = readable.find(
      (candidate) =>
        sides.includes(sideOf(candidate.clause)) && chosen.every((other) => isAnotherVoice(candidate, other)),
    );
    if (next !== undefined && chosen.length < mostQuotes) chosen.push(next);
  }
  return chosen.map(toQuote);
}

/** Clauses that can be read alone and are of the item. */
export const readQuotes = (clauses: readonly QuotableClause[], isOfItem: (text: string) => boolean): ReadableQuote[] =>
  clauses.flatMap((clause) => {
    const read = findReadableClause(clause);
    return read !== undefined && isOfItem(read.text) ? [{ clause, read }] : [];
  });

export interface ReadableQuote {
  clause: QuotableClause;
  read: ReadableClause;
}

type Side = Quote['polarity'];

/** Which side is asked for a quote, one after another; the third place is the own side's where the other has nothing to say. */
function sidesInTurn(polarity: Polarity): Side[][] {
  if (polarity === 'mixed') return [['positive'], ['negative'], ['positive', 'negative']];
  const other = polarity === 'positive' ? 'negative' : 'positive';
  return [[polarity], [polarity], [other], [polarity]];
}

/** Clarity in steps of a tenth, so that of two clear clauses the newer one is taken. */
export function compareClarity(a: ReadableQuote, b: ReadableQuote): number {
  return (
    tenths(b) - tenths(a) ||
    compareText(b.clause.reviewedAt, a.clause.reviewedAt) ||
    compareText(a.clause.reviewId, b.clause.reviewId) ||
    a.clause.charStart - b.clause.charStart
  );
}

/** Praise in a review of one star is often irony, or of another place. */
const tenths = ({ clause, read }: ReadableQuote): number =>
  Math.round(10 * read.clarity) - ((sideOf(clause) === 'positive' ? clause.rating <= 2 : clause.rating >= 5) ? 3 : 0);

const isAnotherVoice = (one: ReadableQuote, other: ReadableQuote): boolean =>
  one.clause.userId !== other.clause.userId &&
  one.clause.reviewId !== other.clause.reviewId &&
  !isNearRepeat(one.read.text, other.read.text);

const sideOf = ({ sentiment }: QuotableClause): Side => (sentiment >= positiveFrom ? 'positive' : 'negative');

export function toQuote({ clause, read }: ReadableQuote): Quote {
  const { reviewId, reviewedAt, rating } = clause;
  const { charStart, charEnd, text } = read;
  return {
    id: '',
    reviewId,
    date: reviewedAt.slice(0, 10),
    rating,
    charStart,
    charEnd,
    text,
    polarity: sideOf(clause),
  };
}
