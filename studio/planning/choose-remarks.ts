import type { Candidate } from '../../schemas/dialog-plan.ts';
import type { Quote, Remark } from '../../schemas/quote.ts';
import { isNearRepeat } from '../fidelity/near-repeat.ts';
import { namesLabel } from '../text/words.ts';
import { compareClarity, readQuotes, toQuote } from './choose-quotes.ts';
import type { ReadableQuote } from './choose-quotes.ts';
import type { QuotableClause } from './plan-packet.ts';

const mostRemarks = 4;
const mostOfOneReviewer = 2;

/**
 * Up to four clauses with an opinion on anything but what the item's claims are on, one a reviewer before a second of any, the clearest first, of clear ones the newest, and rather by
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
  for (let most = 1; most <= mostOfOneReviewer; most += 1) {
    for (const next of readable) {
      if (chosen.length >= mostRemarks) break;
      const ofReviewer = chosen.filter(({ clause }) => clause.userId === next.clause.userId).length;
      const isNews = chosen.every(({ read }) => !isNearRepeat(read.text, next.read.text));
      if (isNews && ofReviewer < most) chosen.push(next);
    }
  }
  return chosen.map((quote) => ({ ...toQuote(quote), term: quote.clause.term.toLowerCase() }));
}
