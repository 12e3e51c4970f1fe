import type { Candidate } from '../../schemas/dialog-plan.ts';
import type { Quote, Remark } from '../../schemas/quote.ts';
import { isNearRepeat } from '../fidelity/near-repeat.ts';
import { namesLabel } from '../text/words.ts';
import { compareClarity, readQuotes, toQuote } from './choose-quotes.ts';
import type { ReadableQuote } from './choose-quotes.ts';
import type { QuotableClause } from './plan-packet.ts';

const mostRemarks = 2;

/**
 * Up to two clauses with an opinion on anything but what the item's claims are on, by different reviewers, the clearest first, of clear ones the newest, and rather by
 * somebody who is not quoted yet: an item of which one claim is known is known for more than that.
 */
export function chooseRemarks(
  { claims }: Pick<Candidate, 'claims'>,
  quotes: readonly Quote[],
  clauses: readonly QuotableClause[],
  isOfItem: (text: string) => boolean,
): Remark[] {
  const isQuoted = ({ clause }: ReadableQuote): boolean => quotes.some(({ reviewId }) => reviewId === clause.reviewId);
  const isNew = ({ clause, read }: ReadableQuote): boolean =>
    !claims.some(({ label }) => namesLabel(clause.term, label) || namesLabel(label, clause.term)) &&
    !quotes.some(({ text }) => isNearRepeat(text, read.text));
  const readable = readQuotes(clauses, isOfItem)
    .filter(isNew)
    .toSorted((a, b) => Number(isQuoted(a)) - Number(isQuoted(b)) || compareClarity(a, b));
  const chosen: ReadableQuote[] = [];
  for (const next of readable) {
    const isAnother = chosen.every(
      ({ clause, read }) => clause.userId !== next.clause.userId && !isNearRepeat(read.text, next.read.text),
    );
    if (isAnother && chosen.length < mostRemarks) chosen.push(next);
  }
  return chosen.map((quote) => ({ ...toQuote(quote), term: quote.clause.term.toLowerCase() }));
}
