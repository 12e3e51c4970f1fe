import { monthNames } from '../../text/month-names.ts';
import { agreeingCount, isMajority } from '../claim-counts.ts';
import type { Claim } from '../../../schemas/claim.ts';
import { isOrdinary } from './aspect-words.ts';
import type { AspectWords } from './aspect-words.ts';
import { claimWords, plainFrames, recentFrames, splitFrames, vagueFrames } from './claim-frames.ts';
import { complaints, dryFrames, leaningFrames, praise } from './counted-frames.ts';
import { fallingTails, risingTails, sparseTails, steadyTails } from './trend-tails.ts';
import type { TurnFacts } from './turn-facts.ts';

/**
 * One sentence that says what earlier reviews think of one aspect of the item just named. Only what the claim holds: its counts, its
 * polarity, its trend. `lead` opens the sentence ("To be fair,") and may be empty.
 */
export function claimSentence(facts: TurnFacts, claim: Claim, lead: string): string {
  const aspect = facts.aspect(claim.label);
  const opinion = facts.clause(
    { ...claimWords, start: opinionFrames(facts, claim, isOrdinary(aspect)) },
    opinionValues(facts, claim, aspect),
  );
  // One colon a sentence is enough.
  const opening = opinion.includes(':') && lead.endsWith(':') ? '' : lead;
  return facts.say({ start: [`${opening} {opinion}{trend}.`] }, { opinion, trend: trendTail(facts, claim, aspect) });
}

function opinionFrames(facts: TurnFacts, claim: Claim, isLikeable: boolean): readonly string[] {
  // A verdict needs counts that carry it: the decayed level may disagree with an old majority.
  if (!majorityAgrees(claim)) return recentFrames[claim.polarity];
  const isClear = claim.n >= 3 && (claim.polarity === 'mixed' || agreeingCount(claim) / claim.n >= 0.6);
  if (!isClear || (!isLikeable && claim.polarity !== 'mixed') || facts.random.chance(0.6))
    return countedFrames(claim, isLikeable);
  return plainFrames[claim.polarity];
}

const majorityAgrees = ({ polarity, positive, negative }: Claim): boolean =>
  polarity === 'mixed' || (polarity === 'positive' ? positive > negative : negative > positive);

function countedFrames(claim: Claim, isLikeable: boolean): readonly string[] {
  if (claim.polarity === 'mixed') return claim.positive > 0 && claim.negative > 0 ? splitFrames : vagueFrames;
  const agreeing = agreeingCount(claim);
  const frames = claim.polarity === 'positive' ? praise : complaints;
  if (claim.n === 1) return frames.only;
  if (agreeing === claim.n) return claim.n === 2 ? frames.both : frames.all;
  if (agreeing === 1) return frames.one;
  if (!isMajority(claim)) return leaningFrames[claim.polarity];
  if (!isLikeable) return dryFrames[claim.polarity];
  // Below ten a percentage would pretend to a precision that is not there; at half and less "good" would be too much.
  const isPercentFit = claim.n >= 10 && agreeing / claim.n >= 0.6;
  return isPercentFit ? frames.some : frames.some.filter((frame) => !frame.includes('percent'));
}

function opinionValues(facts: TurnFacts, claim: Claim, aspect: AspectWords): Record<string, string> {
  const isSpelled = facts.random.chance(0.4);
  const number = (count: number): string => (isSpelled ? (spelledNumbers[count] ?? String(count)) : String(count));
  const agreeing = agreeingCount(claim);
  const opposing = claim.positive + claim.negative - agreeing;
  return {
    ...aspect.values,
    n: number(claim.n),
    agreeing: number(agreeing),
    positive: number(claim.positive),
    negative: number(claim.negative),
    share: String(Math.round((100 * agreeing) / claim.n)),
    opposing: opposing === 0 ? 'none the opposite' : `${number(opposing)} the opposite`,
    others: claim.n === 2 ? 'the other is' : 'the rest are',
  };
}

/** No word for one, which is also a pronoun: frames for a single mention spell it themselves. */
const spelledNumbers = [
  undefined,
  undefined,
  ...'two three four five six seven eight nine ten eleven twelve'.split(' '),
];

function trendTail(facts: TurnFacts, claim: Claim, aspect: AspectWords): string {
  const tails = trendTails(claim);
  const isDated = claim.trend === 'rising' || claim.trend === 'falling';
  if (tails.length === 0 || (!isDated && facts.random.chance(0.6))) return '';
  return facts.clause({ start: tails }, { ...aspect.values, since: sinceText(facts, claim.since) });
}

function trendTails({ trend, polarity, n }: Claim): readonly string[] {
  if (trend === 'rising') return polarity === 'positive' ? risingTails.too : risingTails.still;
  if (trend === 'falling') return polarity === 'negative' ? fallingTails.too : fallingTails.still;
  if (trend === 'steady' && polarity !== 'mixed') return steadyTails;
  return trend === 'sparse' && n <= 4 ? sparseTails : [];
}

/** " since March 2019" from the first day of that month; empty where the claim dates no trend. */
function sinceText(facts: TurnFacts, since: string | null): string {
  const [year, month] = (since ?? '').split('-');
  const monthName = monthNames[Number(month) - 1];
  if (year === undefined || monthName === undefined) return '';
  const third = ['early', 'mid', 'late'][Math.floor((Number(month) - 1) / 4)] ?? '';
  return facts.random.pick([
    ` since ${monthName} ${year}`,
    ` since ${monthName} ${year}`,
    ` since about ${monthName} ${year}`,
    ` since ${third} ${year}`,
    ` from ${monthName} ${year} on`,
    ` ever since ${monthName} ${year}`,
  ]);
}
