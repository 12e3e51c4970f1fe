import type { Claim } from '../../../../schemas/claim.ts';
import { sayClaim } from '../say-claim.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Answers from the claims; where the plan has none, says plainly that no earlier review speaks of the aspect. */
export function explain(facts: TurnFacts): string {
  const [first] = facts.claims;
  if (first === undefined) return facts.say(facts.about === null ? { start: nothingMore } : noClaimRules);
  const sentences = facts.claims.flatMap((claim, at) =>
    sayClaim(facts, claim, facts.random.pick(at === 0 ? leadsOf(facts, claim) : nextLeads), 1),
  );
  const closing = facts.random.chance(facts.tempo === 'terse' ? 0.2 : 0.5)
    ? facts.say({ start: closings[first.polarity] })
    : '';
  return [...sentences, closing].filter((part) => part !== '').join(' ');
}

const leadsOf = (facts: TurnFacts, claim: Claim): readonly string[] => [
  ...(facts.titleShort === undefined || facts.followsOwnTurn
    ? []
    : ['As for {titleShort},', 'With {titleShort},', 'In the case of {titleShort},']),
  ...(facts.followsOwnTurn
    ? onwardLeads
    : claim.trend === 'falling' && claim.polarity === 'positive'
      ? plainLeads
      : leads[claim.polarity]),
  '',
  '',
];

/** What is still praised but slipping is no good news. */
const plainLeads = [
  'From what I can see,',
  'Going by the reviews,',
  'As it happens,',
  'I looked it up:',
  'Since you ask,',
  'For now:',
];
const onwardLeads = ['Also,', 'And', 'To add to that,', 'One more thing:', 'A bit more detail:'];
const leads: Readonly<Record<Claim['polarity'], readonly string[]>> = {
  positive: [
    'Good news:',
    'You can relax there:',
    'From what I can see,',
    'I think you will be pleased:',
    'Going by the reviews,',
    'As it happens,',
    'That looks fine:',
    'Quite well, actually:',
    'Happy to say that',
    'Let me check. Yes,',
    'I have good things to report:',
    'One of the better parts:',
    'I looked it up:',
    'Since you ask,',
  ],
  negative: [
    'To be honest,',
    'I will not hide it:',
    'Not so well, I am afraid:',
    'Since you ask,',
    'I have to be fair:',
    'That is the weak point:',
    'Bad news there:',
    'I would be lying if I said otherwise:',
    'Hm, that is a sore spot:',
    'Well, frankly,',
    'No point in hiding it:',
    'You asked, so here it is:',
    'I looked it up, and sadly',
  ],
  mixed: [
    'It depends whom you ask:',
    'Hard to say:',
    'A bit of both:',
    'To be fair,',
    'That is a tricky one:',
    'Well,',
    'No clear answer there:',
    'So-so:',
    'I looked it up:',
  ],
};
const nextLeads = ['Besides,', 'Also,', 'And', 'As for the rest,', 'Then again,', 'In addition,', ''];

const closings: Readonly<Record<Claim['polarity'], readonly string[]>> = {
  positive: [
    'I would not worry about it.',
    'So that should be fine.',
    'Does that help?',
    'So no red flags there.',
    'I hope that settles it.',
    'Sound good?',
    'That is a decent sign.',
    'That bodes well.',
    'I would take that as a yes.',
    'Anything else you want to know?',
  ],
  negative: [
    'Just so you know.',
    'I thought you should know.',
    'Is that a problem for you?',
    'Up to you whether you can live with that.',
    'Would that bother you?',
    'Better to hear it now.',
    'I would keep that in mind.',
    'Sorry about that.',
    'I can look for another one if you like.',
  ],
  mixed: [
    'So take it with a grain of salt.',
    'Could you live with that?',
    'It is your call.',
    'That leaves it open, I know.',
    'I am not sure that helps.',
  ],
};

const nothingMore = [
  'I have told you what the earlier reviews give away, I am afraid.',
  'There is nothing more in the earlier reviews, sorry.',
  'That is all the earlier reviews have on it.',
  'I do not have more than that from the earlier reviews.',
];

const noClaimRules = {
  start: ['{sorry} {nothing}.', '{nothing}.', '{nothing}, {soUnknown}.', '{sorry} {nothing}, {soUnknown}.'],
  sorry: [
    'I checked, and',
    'Straight answer:',
    'I drew a blank:',
    'Let me be open with you:',
    'I am afraid',
    'Sorry,',
    'To be upfront,',
    'Good question, but',
    'Hm,',
    'I wish I could tell you, but',
    'In fairness,',
    'I looked, but',
    'That I cannot answer:',
    'Honest answer:',
  ],
  nothing: [
    'no reviewer so far wrote about {its}',
    '{people} have not mentioned {its} at all',
    'I am still waiting for a first review on {its}',
    'I have no earlier reviews that speak of {the}{there}',
    'nobody has written about {the}{there}',
    'there are no reviews yet on {the}{there}',
    'I find nothing on {the}{there}',
    'reviewers have left out {the}{there}',
    'I cannot find a review of {the}{there}',
    'if anyone noticed {its}, they did not write it down',
    'I have searched the reviews for {its} in vain',
    'I find no trace of {its} in the earlier reviews',
    'the earlier reviews skip {its} altogether',
    'my reviews are silent on {its}',
    'I came up empty on {its}',
    'the reviews so far leave {its} blank',
    'I have no earlier reviews that speak of {its}',
    'none of the earlier reviews [mention|bring up|speak of|touch on] {its}',
    'nobody has [written about|commented on|brought up] {its} [so far|yet]',
    'the reviews so far say nothing about {its}',
    'I could not find a single earlier review on {its}',
    'there is nothing on {its} in the reviews I have',
    'no earlier review has a word on {its}',
    'I do not see anyone talking about {its}',
    'there are no earlier reviews on {its}',
  ],
  soUnknown: [
    'and I am sorry about that',
    'so ask me something else if you like',
    'so you may have to take that on trust',
    'and I would rather be honest about it',
    'so I should leave it at that',
    'and I will not make something up',
    'so I would rather not guess',
    'so I cannot promise anything there',
    'so that stays an open question',
    'which means I simply do not know',
    'so you would be the first to find out',
    'so I have to leave that blank',
    'so you would have to see for yourself',
  ],
};
