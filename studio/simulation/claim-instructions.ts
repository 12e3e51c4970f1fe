import type { Claim } from '../../schemas/claim.ts';
import type { Remark } from '../../schemas/quote.ts';
import { isOrder } from '../text/orders.ts';
import { monthNames } from '../text/month-names.ts';
import { agreeingCount, isMajority } from './claim-counts.ts';
import { asData, asLabel, choose } from './prompt-text.ts';

const verdicts = { positive: 'reviews are good', negative: 'reviews are bad', mixed: 'reviews are divided' };
/** One voice is told as one, not as what people say. */
const loneVerdicts = {
  positive: 'one reviewer likes it',
  negative: 'one reviewer complains about it',
  mixed: 'one reviewer is of two minds',
};

/** What a prompt says of a claim. Counts are told by the majority's side alone: small models mix two up. */
export function describeClaim(claim: Claim): string {
  const { label, polarity, trend, since } = claim;
  const verdict = `${asLabel(label)}: ${claim.n === 1 ? loneVerdicts[polarity] : `${verdicts[polarity]}${describeCounts(claim)}`}`;
  const change = trend === 'rising' ? 'better' : trend === 'falling' ? 'worse' : undefined;
  if (change === undefined) return verdict;
  return `${verdict}, getting ${change}${since === null ? '' : ` since ${monthOf(since)}`}`;
}

const verbs = { positive: 'praise it', negative: 'complain about it' };

function describeCounts(claim: Claim): string {
  const { polarity, n, positive, negative } = claim;
  if (polarity === 'mixed') return `, ${positive} of ${n} reviewers praise it and ${negative} complain`;
  return isMajority(claim) ? `, ${agreeingCount(claim)} of ${n} reviewers ${verbs[polarity]}` : '';
}

/** A line that says the claim; `place` picks among wordings. */
export function exampleOfClaim(claim: Claim, place: number): string {
  const { label, polarity, n } = claim;
  const lone = {
    positive: ['One reviewer likes #.', 'One reviewer speaks well of #.'],
    negative: ['One reviewer complains about #.', 'One reviewer was unhappy with #.'],
    mixed: ['One reviewer is of two minds about #.', 'One reviewer has good and bad to say about #.'],
  };
  if (n === 1) return choose(place, lone[polarity], { label });
  const count = `${agreeingCount(claim)} of ${n} reviewers`;
  const counted = {
    positive: [`Earlier reviews are good about #: ${count} praise it.`, `People like #: ${count} had praise.`],
    negative: [
      `Earlier reviews are bad about #: ${count} complain.`,
      `People complain about #: ${count} were not happy.`,
    ],
    mixed: ['Earlier reviews are divided about #.', 'Opinions on # are mixed.'],
  };
  const plain = {
    ...counted,
    positive: ['Earlier reviews are good about #.', 'People like #.'],
    negative: ['Earlier reviews are bad about #.', 'People complain about #.'],
  };
  return choose(place, (isMajority(claim) ? counted : plain)[polarity], { label });
}

/** "March 2019" from "2019-03-01". */
function monthOf(since: string): string {
  const [year = '', month = ''] = since.split('-');
  return `${monthNames[Number(month) - 1] ?? ''} ${year}`.trim();
}

/** A small model repeats what it is shown: one short quote a step, of the first claim that has one on its own side. */
const longestShown = 90;

/** What somebody wrote, where a step's claims have words that fit. */
export function describeWords(claims: readonly Claim[]): string[] {
  const quotes = claims.flatMap((claim) =>
    claim.quotes
      .filter(
        ({ polarity, text }) =>
          polarity === claim.polarity && Array.from(text).length <= longestShown && !isOrder(text),
      )
      .map(
        ({ text }) =>
          `On ${asLabel(claim.label)} one reviewer wrote ${asData(text, longestShown)}: you may repeat some of it.`,
      ),
  );
  return quotes.slice(0, 1);
}

/** The same of what is on no claim. */
export const describeRemarks = (remarks: readonly Remark[]): string[] =>
  remarks
    .filter(({ text }) => Array.from(text).length <= longestShown && !isOrder(text))
    .map(({ text }) => `One reviewer also wrote ${asData(text, longestShown)}: you may repeat some of it.`);
