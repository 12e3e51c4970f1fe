import type { SystemContext } from '../../../schemas/agent-context.ts';
import type { Claim } from '../../../schemas/claim.ts';
import { longestQuote } from '../../../schemas/quote.ts';
import type { Memory, Quote } from '../../../schemas/quote.ts';
import { isOrder } from '../../text/orders.ts';
import { monthNames } from '../../text/month-names.ts';
import { formatPrice } from '../domain.ts';
import { asData, asLabel, longest } from '../prompt-text.ts';

/** Items that the dialog speaks of, a block each: what reviewers think by aspect, with their words. A clause that gives orders stays out. */
export function describeItems({ candidates, inPlay, currency }: SystemContext): string[] {
  return candidates.filter(({ itemId }) => inPlay.includes(itemId)).flatMap((item) => describeItem(item, currency));
}

function describeItem(
  { title, category, price, claims, remarks }: SystemContext['candidates'][number],
  currency: string | undefined,
): string[] {
  const quoted = [...claims.flatMap(({ quotes }) => quotes), ...remarks];
  const reviewers = [...new Set(quoted.map(({ reviewId }) => reviewId))];
  const others = remarks.filter(({ text }) => !isOrder(text));
  return [
    `ITEM ${asData(title, longest.title)} (${asData(category, longest.category)}; ${describePrice(price, currency)})`,
    ...(claims.length === 0 && others.length === 0
      ? ['  No earlier reviewer says anything that may be repeated.']
      : []),
    ...claims.flatMap((claim) => [
      `  ${describeCounts(claim)}`,
      ...claim.quotes.filter(({ text }) => !isOrder(text)).map((quote) => `    ${describeQuote(quote, reviewers)}`),
    ]),
    ...(others.length === 0 ? [] : ['  on other things, not counted:']),
    ...others.map((remark) => `    ${describeQuote(remark, reviewers)}`),
  ];
}

function describePrice(price: number | null, currency: string | undefined): string {
  if (price === null) return 'price not known';
  return price === 0 ? 'free' : `price ${currency === undefined ? price : formatPrice(price, currency)}`;
}

function describeCounts(claim: Claim): string {
  const { label, n, positive, negative, trend, since } = claim;
  const rest = n - positive - negative;
  const change = trend === 'rising' ? 'better' : trend === 'falling' ? 'worse' : undefined;
  return [
    `${asLabel(label)}: ${n} ${n === 1 ? 'reviewer' : 'reviewers'}, ${positive} for, ${negative} against`,
    ...(rest > 0 ? [`${rest} neither`] : []),
    ...(change === undefined || since === null ? [] : [`opinions got ${change} since ${monthOf(since)}`]),
  ].join(', ');
}

const monthOf = (date: string): string => `${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

/** Two quotes of one reviewer have one number: they are one person. */
const describeQuote = ({ id, reviewId, date, rating, text }: Quote, reviewers: readonly string[]): string =>
  `[${id}] reviewer ${reviewers.indexOf(reviewId) + 1}, ${date}, ${rating} of 5 stars: ${asData(text, longestQuote)}`;

/** What the user wrote, one a line. */
export const describeMemories = (memories: readonly Memory[]): string[] =>
  memories
    .filter(({ text }) => !isOrder(text))
    .map(
      ({ id, itemTitle, date, rating, text }) =>
        `[${id}] ${date}, ${asData(itemTitle, longest.title)}, ${rating} of 5 stars: ${asData(text, longestQuote)}`,
    );
