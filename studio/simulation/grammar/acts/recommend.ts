import type { Claim } from '../../../../schemas/claim.ts';
import { claimSentence } from '../claim-sentences.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Names exactly one item by its full title, then says what the plan lets it say. */
export function recommend(facts: TurnFacts): string {
  const isAgain = facts.itemsNamedBefore > 0;
  const naming = facts.say({
    start: isAgain ? againFrames : firstFrames,
    intro: isAgain ? againIntros : firstIntros,
    soft: softFrames,
  });
  const claims = facts.claims.map((claim, at) => claimSentence(facts, claim, claimLead(facts, at)));
  const closing = facts.random.chance(facts.tempo === 'terse' ? 0.15 : 0.35) ? facts.say({ start: closings }) : '';
  const silence = claims.length === 0 && facts.random.chance(0.5) ? facts.say({ start: silences }) : '';
  return [naming, ...claims, silence, priceSentence(facts), closing].filter((part) => part !== '').join(' ');
}

const firstIntros = [
  'Right then.',
  'Let us try this.',
  'I did some reading.',
  'Going by your wishes,',
  'A suggestion:',
  'There may be a match.',

  'I went through the list.',
  'Something caught my eye.',
  'Let me make a start.',
  'Allow me a guess.',
  'Now I can be of use.',
  'Here goes.',
  'After some digging,',
  'One name came up.',
  'I would bet on this:',
  'Let us begin with a safe one.',
  'A first idea:',
  'If I had to choose for you,',
  'My notes point one way:',

  '{ack}',
  '{ack}',
  'I think I have one.',
  'Let me see.',
  'I might have something.',
  'There is one that stands out.',
  'Going by the reviews,',
  'From what you have told me,',
  'With all that in mind,',
  'Putting that together,',
  'Here is a thought:',
  'In that case,',
  'One comes to mind:',
  'I have looked around a bit.',
  'This might do it:',
  'Off we go, then:',
  'I would start here:',
];
const againIntros = [
  'Then I will turn the page.',
  'Noted, and on we go.',
  'Good that you said so.',
  'That helps me aim better.',
  'Let me shuffle the deck.',
  'No hard feelings.',
  'Easy to fix, I hope.',
  'A fresh attempt:',
  'Right, I have learned something.',
  'Then here is another thought:',
  'Understood, let me dig again.',

  'No problem.',
  'Okay, scratch that.',
  'Fair enough.',
  'Let me try again.',
  'I hear you.',
  'Then let us move on.',
  'Right, next one.',
  'That is fine, there are others.',
  'Then perhaps something else.',
  'Point taken.',
  'Okay, forget that one.',
  'I understand.',
  'Let me look further.',
  'All right, plan B.',
  'Message received.',
  'Back to the list, then.',
  'We can do better.',
  'Crossed off.',
  'Okay, different direction:',
  'I do not blame you.',
];
const firstFrames = [
  '{intro} {soft}',
  '{intro} {soft}',
  '{soft}',
  '{intro} Have you [come across|heard of|ever tried] {title}?',
  '{intro} {title} might be [what you are after|your kind of {thing}|right for you].',
  '{intro} {title} fits that [quite well|rather nicely|well enough], I think.',
];
const againFrames = [
  '{intro} {soft}',
  '{intro} {soft}',
  '{intro} What about {title} instead?',
  '{intro} There is also {title}.',
  '{intro} {title} is another option.',
  '{intro} Maybe {title} then?',
  '{intro} {title} could be closer to what you want.',
  '{intro} Next up: {title}.',
  '{intro} Would {title} be more like it?',
  '{intro} {title} may suit you better.',
  '{intro} Could {title} be the one?',
];
const softFrames = [
  'I came across {title}.',
  '{title} is the first that comes up.',
  '{title} could do the trick.',
  'I can offer {title}.',
  'have you given {title} a chance yet?',
  '{title} looks like a match to me.',

  'why not {tryBase} {title}?',
  'I would point you towards {title}.',
  'give {title} a thought.',
  '{title} deserves a closer look.',
  'you might want to {tryBase} {title}.',
  'there is {title}, for example.',
  '{title} seems to be in your line.',
  'I would happily put forward {title}.',
  'let me mention {title}.',
  'on my list I have {title}.',
  'my finger stopped at {title}.',
  '{title} would be my first call.',
  'how would you feel about {title}?',
  'please consider {title}.',

  'I would [suggest|propose|recommend] {title}.',
  'how about {title}?',
  'I would go with {title}.',
  '{title} is worth [a look|considering|your time].',
  'take a look at {title}.',
  'my pick would be {title}.',
  'you could {tryBase} {title}.',
  'have a look at {title}.',
  'let me point you to {title}.',
  'I would put {title} at the top.',
  '{title} comes to mind.',
  'I would consider {title}.',
  'what do you think of {title}?',
  'maybe {title} is something for you.',
  'I keep coming back to {title}.',
  'my suggestion is {title}.',
  'does {title} ring a bell?',
];
/** The plan gives no claim where the earlier reviews bear none. */
const silences = [
  'Its reviews are few and short.',
  'I have seen little written on it.',
  'Nobody has gone into much detail about it.',

  'Opinions on it are scarce.',
  'Few people have left their thoughts on it.',
  'I wish there were more reviews to tell you about.',
  'It comes without much of a track record in my reviews.',
  'What it lacks is a pile of reviews to quote.',
  'You will find it thinly reviewed.',

  'The reviews do not say much about it yet.',
  'I cannot quote many opinions on it, I should add.',
  'It has not been talked about much so far.',
  'Earlier reviews leave me little to go on there.',
  'There is not much written about it, so ask me what you like.',
  'I have few opinions on it to share.',
  'It is a bit of a quiet one in the reviews.',
  'I only have thin reviews on it, to be open about it.',
  'You would be going more by its kind than by its reviews.',
];
const closings = [
  'Shall I go on?',
  'What is your gut feeling?',
  'Does it speak to you?',
  'I can look up details if you like.',
  'Worth a thought?',
  'Any doubts?',
  'You be the judge.',
  'Shall we look closer?',
  'First impression?',

  'Would that work?',
  'Does that sound like you?',
  'Want to hear more?',
  'What do you think?',
  'Shall I tell you more?',
  'Ask me anything about it.',
  'Does that go in the right direction?',
  'Curious?',
  'Is that closer?',
  'How does that strike you?',
  'Tempted?',
  'Warm or cold?',
  'Say the word if you want details.',
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
const heardLeads = [
  'You brought it up:',
  'Since you mentioned it,',
  'To your point,',
  'On that note,',
  'About what you said:',
  'Which reminds me,',
  '',
];
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
  const price = `${facts.domain.currency}${facts.price.toFixed(Number.isInteger(facts.price) ? 0 : 2)}`;
  return facts.say({ start: facts.price === 0 ? free : priced }, { price });
}

const priced = [
  'It is listed at {price}.',
  'The listed price is {price}.',
  'It goes for {price}.',
  'Price-wise, it is {price}.',
  'You would pay {price}.',
  'I see it listed for {price}.',
  'The tag says {price}.',
  'It would set you back {price}.',
];
const free = [
  'It is free.',
  'It costs nothing.',
  'It is free of charge.',
  'There is no price tag on it.',
  'You pay nothing to get it.',
  'It will not cost you a cent.',
];
