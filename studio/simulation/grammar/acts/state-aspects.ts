import type { TurnFacts } from '../turn-facts.ts';
import { memorySentence } from '../quote-sentences.ts';
import { wishClause } from '../wish-clauses.ts';

/** Every wish gets its clause; how they are strung together depends on how much the user talks. */
export function stateAspects(facts: TurnFacts): string {
  const [first, ...others] = facts.wishes.map((wish) => wishClause(facts, wish));
  if (first === undefined) return facts.say({ start: openEnded });
  const isTerse = facts.tempo === 'terse';
  const opening = facts.say(
    { start: isTerse ? terseFirst : firstFrames, tail: tails, opener: openers },
    { clause: first },
  );
  const remembered = facts.wishes
    .slice(0, facts.random.chance(recallChance[facts.tempo]) ? 1 : 0)
    .map((wish) => memorySentence(facts, wish))
    .filter((sentence) => sentence !== '');
  const leads = facts.random.shuffle(isTerse ? terseNext : nextFrames);
  const following = others.map((clause, at) => facts.say({ start: leads.slice(at, at + 1), tail: tails }, { clause }));
  const closes = facts.tempo === 'talkative' || (!isTerse && facts.random.chance(0.3));
  return [opening, ...remembered, ...following, ...(closes ? [facts.say({ start: closings(facts) })] : [])].join(' ');
}

const recallChance = { terse: 0.2, even: 0.4, talkative: 0.6 };

const openEnded = [
  'Nothing special, [surprise me|I am open to anything].',
  '{hm} I have no firm wishes, to be fair. What do people like best?',
  'No strong preferences here, just show me what you have.',
  'I would not know where to begin. Pick one and I will tell you.',
];

const openers = [
  'Let me see.',
  'Right,',
  'Funny enough,',
  'In short,',
  'If you ask me,',
  'Going by the past,',
  'Well then,',

  'Well,',
  'Hmm,',
  'Honestly,',
  'Mostly this:',
  'Mainly this:',
  'To be honest,',
  'Where do I start?',
  'Off the top of my head,',
  'Simple:',
];
const terseFirst = ['{clause}.', '{clause}.', '{opener} {clause}.', '{hm} {clause}.'];
const firstFrames = [
  'It comes down to this: {clause}{tail}.',
  'Looking back over the last few years, {clause}{tail}.',
  'Here is what I know about myself: {clause}{tail}.',
  'Above all, {clause}{tail}.',
  'One point stands out: {clause}{tail}.',
  'I do not have to think long: {clause}{tail}.',
  'I can say this without thinking: {clause}{tail}.',
  'Well, if you read my reviews you would see that {clause}{tail}.',

  '{clause}{tail}.',
  '{opener} {clause}{tail}.',
  'Good question. {clause}{tail}.',
  '[First of all|First off|To begin with], {clause}{tail}.',
  'Let me think. {clause}{tail}.',
  'The main thing: {clause}{tail}.',
  'If I look back, {clause}{tail}.',
  'Speaking from experience, {clause}{tail}.',
  'Truth be told, {clause}{tail}.',
  'For a start, {clause}{tail}.',
  'I have to say {clause}{tail}.',
  'You know what? {clause}{tail}.',
  'There is one thing I notice every time: {clause}{tail}.',
];
const tails = [
  ', so bear that in mind',
  ', and it still shapes what I pick',
  ', so I would start there',
  ', which tells you where I stand',
  ', so do not overlook it',
  ', as anyone who knows me will confirm',
  ', and I do not forget such things',

  '',
  '',
  '',
  '',
  ', so that matters to me',
  ', so please keep that in mind',
  ', so it is high on my list',
  ', which is why I ask',
  ', so I pay attention to that',
  ', and I doubt that will change',
  ', so that comes first',
  ', if that tells you anything',
];
const nextFrames = [
  'Next on the list: {clause}.',
  'Something else: {clause}.',
  'Not to forget, {clause}.',
  'While I am at it, {clause}.',
  'In the same breath, {clause}.',
  'My other point: {clause}.',
  'Less urgent, but {clause}.',
  'And since we are talking, {clause}.',
  'To be complete, {clause}.',

  'Also, {clause}.',
  'And {clause}.',
  'Then again, {clause}.',
  'On top of that, {clause}.',
  'Another thing: {clause}.',
  'Besides that, {clause}.',
  'Oh, and {clause}.',
  'I should add that {clause}.',
  'What else? {clause}.',
  'Apart from that, {clause}{tail}.',
  'And then there is this: {clause}.',
  'Meanwhile, {clause}.',
  'Next, {clause}{tail}.',
  'I would also mention that {clause}.',
  'If I may add one more, {clause}.',
];
const terseNext = [
  'Also, {clause}.',
  'And {clause}.',
  'Plus, {clause}.',
  '{clause}.',
  'Oh, and {clause}.',
  'Then, {clause}.',
  'Besides, {clause}.',
];

const closings = (facts: TurnFacts): string[] => [
  'Can you work with that?',
  'So much for my wishes.',
  'Now it is your turn.',
  'See what you can do with that.',
  'Let me know if that is too much to ask.',
  'I trust you can use that.',

  'That about covers it.',
  'Does that help?',
  'That is my list, more or less.',
  'I hope that gives you something to work with.',
  'There, now you know me.',
  'That should do for a start.',
  ...(facts.isExploring
    ? [
        'Beyond that I am flexible.',
        'The rest I leave to you.',
        'I might think of more as we go.',
        'Who knows, I may change my mind.',
      ]
    : []),
  ...(facts.isDecided
    ? [
        'The rest I do not mind.',
        'Get that right and we are nearly there.',
        'I will not budge on that.',
        'That is really all I ask.',
      ]
    : []),
  ...(facts.isCritical ? ['I know, I am demanding.', 'Sorry, I am a tough customer.', 'Call me difficult.'] : []),
  ...(facts.isEasyGoing
    ? ['Otherwise I am easy.', 'Other than that, no big demands.', 'Nothing dramatic, as you see.']
    : []),
];
