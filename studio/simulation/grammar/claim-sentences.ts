import { monthNames } from '../../text/month-names.ts';
import { agreeingCount, isMajority } from '../claim-counts.ts';
import type { Claim } from '../../../schemas/claim.ts';
import { isOrdinary } from './aspect-words.ts';
import type { AspectWords } from './aspect-words.ts';
import { claimWords, plainFrames } from './claim-frames.ts';
import { countedFrames, splitFrames } from './counted-frames.ts';
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
  // Words without a number ("a lot of praise") need some reviewers behind them.
  const isClear = agreeingCount(claim) >= 4 && isMajority(claim) && (isLikeable || claim.polarity === 'mixed');
  return isClear && facts.random.chance(0.4) ? plainFrames[claim.polarity] : framesWithCounts(claim);
}

function framesWithCounts(claim: Claim): readonly string[] {
  if (claim.polarity === 'mixed') return splitFrames;
  const { only, both, all, some } = countedFrames[claim.polarity];
  const agreeing = agreeingCount(claim);
  if (claim.positive + claim.negative > agreeing) return some;
  return agreeing === 1 ? only : agreeing === 2 ? both : all;
}

function opinionValues(facts: TurnFacts, claim: Claim, aspect: AspectWords): Record<string, string> {
  const isSpelled = facts.random.chance(0.4);
  const number = (count: number): string => (isSpelled ? (spelledNumbers[count] ?? String(count)) : String(count));
  const { positive, negative } = claim;
  return {
    ...aspect.values,
    agreeing: number(agreeingCount(claim)),
    opinions: number(positive + negative),
    positive: number(positive),
    negative: number(negative),
  };
}

const spelledNumbers = [undefined, ...'one two three four five six seven eight nine ten eleven twelve'.split(' ')];

function trendTail(facts: TurnFacts, claim: Claim, aspect: AspectWords): string {
  const tails = trendTails(claim);
  const isDated = claim.trend === 'rising' || claim.trend === 'falling';
  if (tails.length === 0 || (!isDated && facts.random.chance(0.85))) return '';
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
