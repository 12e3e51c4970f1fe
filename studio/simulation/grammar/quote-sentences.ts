import type { AgentContext } from '../../../schemas/agent-context.ts';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import type { Memory, Quote } from '../../../schemas/quote.ts';
import { speaksOf } from '../../fidelity/grounded/speaks-of.ts';
import { namesLabel } from '../../text/words.ts';
import { spokenForm } from '../../text/spoken-form.ts';
import type { TurnFacts } from './turn-facts.ts';

/** Nobody reads a paragraph aloud. Code points. */
const shortEnough = 100;

/**
 * A sentence with the words of one reviewer on a claim, and of one of the other side where the claim has such a quote and `isBalanced`; empty where it
 * has none that the dialog has not heard yet.
 */
export function quoteSentence(facts: TurnFacts, claim: Claim, { isBalanced = false } = {}): string {
  const side = ownSide(claim);
  const own = pickQuote(facts, claim, side);
  const other = pickQuote(facts, claim, side === 'negative' ? 'positive' : 'negative');
  const wantsBoth = claim.polarity === 'mixed' || isBalanced;
  if (own !== undefined && other !== undefined && wantsBoth)
    return facts.say({ start: bothFrames, someone }, { quote: spokenForm(own.text), other: spokenForm(other.text) });
  const only = own ?? (claim.polarity === 'mixed' ? other : undefined);
  return only === undefined ? '' : facts.say({ start: frames, someone }, { quote: spokenForm(only.text) });
}

/** A sentence with what somebody wrote besides the claims; empty where the dialog has heard it, or it touches what reviews think otherwise of. */
export function remarkSentence(facts: TurnFacts): string {
  const { context, remarks, claims } = facts;
  const { itemId = '' } = context.step.slots;
  const contrary = claimsOf(facts, itemId)
    .filter(({ polarity }) => polarity !== 'positive')
    .map(({ label }) => label);
  const remark = remarks.find(
    ({ text }) =>
      !contrary.some((label) => namesLabel(text, label)) &&
      !claims.some(({ label }) => namesLabel(text, label)) &&
      !isHeard(context, { text }),
  );
  return remark === undefined
    ? ''
    : facts.say({ start: claims.length === 0 ? frames : besidesFrames, someone }, { quote: spokenForm(remark.text) });
}

/** "To quote one of them" would be one of those who were counted for the claim before. */
const besidesFrames = [
  'Somebody else wrote: "{quote}."',
  'Another {reviewer} put it like this: "{quote}."',
  'And elsewhere: "{quote}."',
  'Besides, somebody wrote "{quote}."',
  'From another review: "{quote}."',
  'Then there is this in another review: "{quote}."',
];

/** That of the claim; praise first where it has both. */
const ownSide = ({ polarity }: Claim): Quote['polarity'] => (polarity === 'negative' ? 'negative' : 'positive');

/**
 * One at random of the quotes that fit best: on the aspect by its own words, since a listener takes what is quoted for an answer; without a word on an
 * aspect of which the item's reviews think otherwise; rather of one point than of two, and rather short.
 */
function pickQuote(facts: TurnFacts, claim: Claim, polarity: Quote['polarity']): Quote | undefined {
  const { context, random } = facts;
  const contrary = otherClaims(facts, claim)
    .filter((other) => other.polarity !== polarity)
    .map(({ label }) => label);
  const fitting = claim.quotes.filter(
    (quote) =>
      quote.polarity === polarity &&
      speaksOf(quote.text, claim.label) &&
      !contrary.some((label) => namesLabel(quote.text, label)) &&
      !isHeard(context, quote),
  );
  const least = Math.min(...fitting.map(costOf));
  const best = fitting.filter((quote) => costOf(quote) === least);
  return best.length === 0 ? undefined : random.pick(best);
}

const otherClaims = (facts: TurnFacts, { itemId, topicId }: Claim): Claim[] =>
  claimsOf(facts, itemId).filter((other) => other.topicId !== topicId);

const claimsOf = ({ context }: TurnFacts, itemId: string): Claim[] =>
  (context.role === 'system' ? context.candidates.find((one) => one.itemId === itemId)?.claims : undefined) ?? [];

/** Where a sentence goes over to something else. */
const turning = /\b(?:but|while|although|though|whereas|however|yet|plus|except|unfortunately|despite)\b/iu;

/**
 * What the only reviewer of a claim wrote, with the aspect, in place of a count of one; undefined where the claim has more, or no such quote. `lead` opens
 * the sentence and may be empty.
 */
export function onlyVoiceSentence(facts: TurnFacts, claim: Claim, lead: string): string | undefined {
  if (claim.polarity === 'mixed' || claim.positive + claim.negative !== 1) return undefined;
  const quote = pickQuote(facts, claim, ownSide(claim));
  if (quote === undefined) return undefined;
  return facts.say(
    { start: [`${lead} {voice}`], voice: onlyVoiceFrames, someone },
    { ...facts.aspect(claim.label).values, quote: spokenForm(quote.text) },
  );
}

const onlyVoiceFrames = [
  'on {the}, {someone} wrote "{quote}."',
  '{someone} wrote of {the}, "{quote}."',
  'the one {reviewer} with an opinion on {the} wrote "{quote}."',
];

const someone = ['one {reviewer}', 'somebody', 'a_ {reviewer}', 'one person'];
const frames = [
  '{someone} wrote: "{quote}."',
  'In one review: "{quote}."',
  'As {someone} put it, "{quote}."',
  'To quote one of them: "{quote}."',
  'One {reviewer} says, "{quote}."',
  'In the words of {someone}: "{quote}."',
  'One review reads: "{quote}."',
  '"{quote}," {someone} wrote.',
];
const bothFrames = [
  '{someone} wrote "{quote}," another "{other}."',
  'One says "{quote}," and another "{other}."',
  'You get both: "{quote}," but also "{other}."',
  'On one side "{quote}," on the other "{other}."',
];

/** A sentence in which the user repeats what they wrote on an aspect earlier; empty where they said it already, or wrote nothing of it. */
export function memorySentence(facts: TurnFacts, { aspectId, label }: AspectWish): string {
  const { context } = facts;
  if (context.role !== 'user') return '';
  const contrary = context.wishes.filter((wish) => wish.aspectId !== aspectId).map((wish) => wish.label);
  const memory = context.memories.find(
    (one) =>
      one.aspectId === aspectId &&
      speaksOf(one.text, label) &&
      !contrary.some((other) => namesLabel(one.text, other)) &&
      !isHeard(context, one),
  );
  if (memory === undefined) return '';
  const quoted = spokenForm(memory.text);
  const isStatement = /^(?:the|my|our|i|i'm|i've|we|a|an|there)\b/iu.test(quoted);
  return facts.say(
    { start: isStatement ? [...statementFrames, ...memoryFrames] : memoryFrames },
    { memory: lowerStart(quoted), quoted },
  );
}

const statementFrames = [
  'As I wrote before, {memory}.',
  'I remember one where {memory}.',
  'To repeat what I wrote once, {memory}.',
];
const memoryFrames = [
  'My own words from an earlier review: "{quoted}."',
  'I put it like this once: "{quoted}."',
  'In an old review of mine: "{quoted}."',
];

/** Ids of the quotes or memories of the speaker that a line repeats. */
export function citesIn(context: AgentContext, text: string): string[] {
  const said = text.toLowerCase();
  const given =
    context.role === 'user'
      ? context.memories
      : [...(context.step.slots.claims ?? []).flatMap(({ quotes }) => quotes), ...(context.step.slots.remarks ?? [])];
  return [...new Set(given.filter((one) => said.includes(spokenForm(one.text).toLowerCase())).map(({ id }) => id))];
}

const isHeard = ({ transcript }: AgentContext, { text }: Pick<Quote | Memory, 'text'>): boolean =>
  transcript.some((utterance) => utterance.text.toLowerCase().includes(spokenForm(text).toLowerCase()));

const lowerStart = (text: string): string => (/^I\b/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));

const costOf = ({ text }: Quote): number =>
  (turning.test(text) ? 1 : 0) + (Array.from(text).length > shortEnough ? 1 : 0);
