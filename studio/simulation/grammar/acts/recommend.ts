import type { Claim } from '../../../../schemas/claim.ts';
import { describeDomain, formatPrice } from '../../domain.ts';
import { remarkSentence } from '../quote-sentences.ts';
import { sayClaim } from '../say-claim.ts';
import type { TurnFacts } from '../turn-facts.ts';
import {
  againFrames,
  againIntros,
  closings,
  firstFrames,
  firstIntros,
  guessFrames,
  silences,
  softFrames,
} from './naming-frames.ts';

const mostClaims = 3;

/** Names exactly one item by its full title, then says what the plan lets it say. */
export function recommend(facts: TurnFacts): string {
  const isAgain = facts.itemsNamedBefore > 0;
  // Three claims fill a turn.
  const isFull = facts.claims.length >= mostClaims;
  const remark = !isFull && (facts.random.chance(0.8) || facts.claims.length === 0) ? remarkSentence(facts) : '';
  const isGuess = facts.claims.length === 0 && remark === '';
  const naming = facts.say({
    start: isGuess ? guessFrames : isAgain ? againFrames : firstFrames,
    intro: isAgain ? againIntros : firstIntros,
    soft: softFrames,
  });
  const claims = facts.claims.flatMap((claim, at) =>
    sayClaim(facts, claim, claimLead(facts, at), at === 0 ? 0.95 : isFull ? 0.1 : 0.5),
  );
  const closing =
    !isFull && facts.random.chance(facts.tempo === 'terse' ? 0.15 : 0.35) ? facts.say({ start: closings }) : '';
  const silence = isGuess ? facts.say({ start: silences }) : '';
  const unknown = facts.unknown.map((aspect) => facts.say({ start: unknowns }, aspect.values));
  return [naming, ...claims, remark, silence, ...unknown, priceSentence(facts), closing]
    .filter((part) => part !== '')
    .join(' ');
}

const unknowns = [
  'On {the} I have nothing.',
  'Nobody writes about {the}, though.',
  'About {the} I cannot tell you anything.',
  'I found nothing on {the}.',
  'What I do not know is {the}: no review speaks of {its}.',
];

/** The first claim may lean on what the user just said; the ones after it need a link, and a turn for the worse a warning. */
function claimLead(facts: TurnFacts, at: number): string {
  const { label, polarity } = facts.claims[at] ?? { label: '', polarity: 'mixed' };
  const before = facts.claims[at - 1]?.polarity;
  if (before !== undefined) return facts.random.pick(linksFrom(before, polarity));
  if (polarity !== 'positive') return facts.random.pick(warningLeads);
  return facts.random.pick(facts.heard.some((aspect) => aspect.label === label) ? heardLeads : openingLeads);
}

function linksFrom(before: Claim['polarity'], after: Claim['polarity']): readonly string[] {
  if (before === after) return onwardLeads;
  return after === 'positive' ? upwardLeads : downwardLeads;
}

const onwardLeads = [
  'Also,',
  'And',
  'Besides,',
  'On top of that,',
  'What is more,',
  'Then there is this:',
  'Likewise,',
  'Also worth knowing:',
  '',
];
const upwardLeads = ['On the bright side,', 'On the other hand,', 'But', 'Better news:', 'To balance that out,'];
const downwardLeads = [
  'That said,',
  'On the downside,',
  'Then again,',
  'I should warn you, though:',
  'To be fair,',
  'Mind you,',
  'But',
  'The catch:',
  'In all honesty,',
  'The weak point:',
  'One caveat:',
  'Where it falls short:',
  'The fine print:',
  'On a less cheerful note,',
];
const warningLeads = [
  'One warning:',
  'I should mention that',
  'To be upfront,',
  'In fairness,',
  'One thing to know:',
  'I will be honest:',
  'A word of caution:',
  '',
];
const heardLeads = ['Since you mentioned it,', 'To your point,', 'On that note,', 'About what you said:', ''];
const openingLeads = [
  '',
  '',
  '',
  'For one thing,',
  'From what I read,',
  'As far as I can tell,',
  'For what it is worth,',
  'The short version:',
  'My reason:',
  'Why? Well,',
  'What speaks for it:',
  'In its favour,',
  'The reviews tell me this:',
  'Here is why:',
];

function priceSentence(facts: TurnFacts): string {
  if (facts.price === null || !facts.random.chance(0.5)) return '';
  const { context } = facts;
  const price = formatPrice(facts.price, context.currency ?? describeDomain(context.domain).currency);
  return facts.say({ start: facts.price === 0 ? free : facts.domain.isPlace ? pricedPlace : priced }, { price });
}

/** A place has no tag and no shop. */
const pricedPlace = [
  'It is listed at {price}.',
  'Price-wise, it is {price}.',
  'Expect to spend {price}.',
  'You would pay {price}.',
  'Count on {price}.',
  '{price} is what it comes to.',
  'I have it down at {price}.',
];
const priced = [
  'It is listed at {price}.',
  'The listed price is {price}.',
  'It goes for {price}.',
  'Price-wise, it is {price}.',
  'You would pay {price}.',
  'I see it listed for {price}.',
  'The tag says {price}.',
  'It would set you back {price}.',
  'Its price stands at {price}.',
  'They ask {price} for it.',
  'That would come to {price}.',
  '{price} is what it costs.',
  'Expect to spend {price}.',
  'The shop wants {price} for it.',
  'Last I looked, it sold for {price}.',
];
const free = [
  'It is free.',
  'It costs nothing.',
  'It is free.',
  'There is no price tag on it.',
  'You pay nothing to get it.',
  'It will not cost you a cent.',
];
