import type { TurnFacts } from '../turn-facts.ts';
import { memorySentence } from '../quote-sentences.ts';
import { wishClause } from '../wish-clauses.ts';

export function answerDetail(facts: TurnFacts): string {
  const [first, ...others] = facts.wishes.map((wish) => wishClause(facts, wish));
  if (first === undefined) return facts.say({ start: facts.about === null ? nothingElse : indifferent });
  const start = facts.tempo === 'terse' ? ['{clause}.', '{clause}.', '{hm} {clause}.', '{short} {clause}.'] : frames;
  const tail = facts.tempo === 'talkative' ? tails : [...tails, ...tails.map(() => '')];
  const answer = facts.say({ start, tail, short: shortIntros, intro: intros, extra: extras }, { clause: first });
  const [wish] = facts.wishes;
  const remembered = wish !== undefined && facts.random.chance(0.5) ? memorySentence(facts, wish) : '';
  return [
    answer,
    ...(remembered === '' ? [] : [remembered]),
    ...others.map((clause) =>
      facts.say({ start: ['And {clause}.', 'Also, {clause}.', 'Plus, {clause}.'] }, { clause }),
    ),
  ].join(' ');
}

const shortIntros = [
  'Right.',
  'Honestly,',
  'Hm, yes.',
  'Briefly:',
  'In a word:',
  'True,',
  'Yes,',
  'Oh,',
  'Sure:',
  'Well,',
  'Simple:',
  'Fair question:',
];
const intros = [
  'Let me be frank:',
  'A quick answer:',

  'Glad that came up.',
  'A word on that, then:',
  'That is an old topic of mine.',

  'It has come up before, yes.',
  'Hard to forget:',
  'I was wondering when you would ask.',
  'Let me put it this way:',
  'Oh yes.',
  'My history there is short:',
  'Since honesty is called for,',
  'I have thought about it, and',
  'Let me think back.',

  'Good that you ask.',
  'Oh, that one.',
  'Funny you should ask.',
  'Now that you mention it,',
  'I almost forgot to say:',
  'Let me see.',
  'Yes, that too.',
  'Ah, yes.',
  'I do think about that, yes.',
  'That is worth mentioning.',
  'Since you bring it up,',
  'I would have come to that:',
  'Right, I left that out.',
];
const frames = [
  '{clause}. {extra}',
  '{hm} {clause}. {extra}',

  '{intro} {clause}{tail}.',
  '{hm} {clause}{tail}.',
  '{clause}{tail}.',
  '{intro} {clause}.',
  '{intro} {clause}. {extra}',
];
const tails = [
  ', so keep an eye on it',
  ', so I look there early on',
  ', and that stays with you',
  ', so treat it as a factor',
  ', which is reason enough to check',
  ', so I would read those reviews twice',
  ', and I would not call it a detail',

  ', so yes, it matters',
  ', so do check that for me',
  ', so I would not skip over it',
  ', which is why I look at it first',
  ', so it counts for a fair bit',
  ', so that weighs in',
  ', and I remember such things',
  ', so take that into account',
];
const extras = [
  'That is the whole story.',
  'Now you know.',
  'I hope that is clear enough.',
  'Anything more on that?',
  'You may quote me on that.',
  'Take it as you like.',

  'Does that answer it?',
  'Make of that what you will.',
  'So there you have it.',
  'You did ask.',
  'I could go on.',
  'Not that I keep score.',
];

const indifferent = [
  '{hm} not something I think about much.',
  'No strong feelings about that, {filler}.',
  'I can take or leave that.',
  '{the} {does} not make a difference to me.',
  'I rarely notice {the}.',
  'That is not a big deal for me.',
  'Neutral on that one.',
  'I have no real opinion on {the}.',
];
const nothingElse = [
  'Nothing else, I think.',
  'No, that is all.',
  'I believe that is everything.',
  'That is it from my side.',
];
