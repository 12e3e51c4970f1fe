import type { TurnFacts } from '../turn-facts.ts';
import { wishClause } from '../wish-clauses.ts';

/** What is looked for; where the plan has the user say a wish at once, that too. */
export function stateNeed(facts: TurnFacts): string {
  const frames = { terse: terseFrames, even: evenFrames, talkative: talkativeFrames }[facts.tempo];
  const clauses = facts.wishes.map((wish) => wishClause(facts, wish));
  const need = facts.say({
    start: clauses.length > 0 && facts.tempo !== 'talkative' ? terseFrames : frames,
    ask: clauses.length > 0 ? [''] : askFrames,
    mood: moodFrames(facts),
    wanting: wantings,
  });
  return [need, ...clauses.map((clause) => facts.say({ start: wishFrames }, { clause }))].join(' ');
}

const wantings = [
  'help me with {need}, would you',
  'today I would like to sort out {need}',
  'I was told you might know {need}',
  'I would trade my old favourite for {need}',
  '{need} is what I have in mind',
  'I am short of ideas for {need}',

  'I have been putting off finding {need}',
  'somebody should help me pick {need}',
  'I cannot decide on {need}',
  'what I lack is {need}',
  'I promised myself {need}',
  'I keep meaning to look for {need}',
  'there has to be {need} out there for me',
  'I have run out of excuses and need {need}',
  'I would be grateful for {need}',

  'I am looking for {need}',
  'I [need|want|would like] {need}',
  'I [want|would love|need] to find {need}',
  'I am after {need}',
  'I could [use|do with] {need}',
  'I am trying to [find|track down|pick] {need}',
  'I am on the lookout for {need}',
  'I am [hunting|shopping] for {need}',
  'I have been searching for {need}',
  'I am hoping to [find|come across] {need}',
  'I am in the market for {need}',
  'I have been meaning to find {need}',
  'it is time I found {need}',
  'I have my heart set on {need}',
  'I was wondering about {need}',
];

const terseFrames = [
  'You would not happen to know {need}?',
  '{need}. Ideas?',
  'Could you find me {need}?',
  'A tip for {need} would be great.',
  '{hello}. What is a good tip for {need}?',

  'Got {need} for me?',
  '{hello}. {need}, if you have one.',
  'One thing only: {need}.',
  'Where do I find {need}?',
  'Show me {need} {setting}.',
  'Simple request: {need} {setting}.',
  'Any good tips for {need}?',

  '{hello}. {wanting}.',
  '{wanting}.',
  '{hello}, {wanting}.',
  '{wanting}, {setting}.',
  'Looking for {need}[, please|].',
  'Just {need}, please.',
  '{need}, please.',
  '{need}, {setting}.',
  '{hello}, looking for {need} {setting}.',
  '{need} {setting}[, nothing else|, that is all|].',
  'Find me {need}, [please|will you|if you can].',
];

const evenFrames = [
  '{hello}! My search went nowhere so far, so {wanting}. {ask}',
  '{hello}, quick one. {wanting} {setting}. {ask}',
  'A bit of advice would be nice: {wanting}. {ask}',
  '{hello}! Could we talk about {need} {setting}? {ask}',
  '{hello}. If somebody asked you for {need} {setting}, what would you say?',
  'So here is the thing: {wanting}, {mood}.',

  '{hello}! {wanting} {setting}.',
  '{hello}, {wanting}. {ask}',
  '{wanting} {setting}. {ask}',
  '{hello}! {wanting}, {mood}.',
  '{wanting}, {mood}. {ask}',
  '{hello}. {wanting}, {setting} [if possible|ideally|preferably].',
  '{hello}! Could you help me find {need} {setting}?',
  'I was thinking of {need} {setting}. {ask}',
  '{hello}! Would you know {need} {setting}? {ask}',
  'My search is for {need}. As for me, {mood}.',
];

const talkativeFrames = [
  '{hello}! I was going to ask my neighbour, but you probably read more than he does. {wanting} {setting}, {mood}. {ask}',
  '{hello}! It has been on my list for weeks and today is the day. {wanting} {setting}. You will find that {mood}. {ask}',
  '{hello}, you will have heard this before: {wanting} {setting}, {mood}, and every list I open says something else. {ask}',

  '{hello}! So, {wanting} {setting}, {mood}. {ask}',
  '{hello}! {wanting}, {mood}. It would be {setting}. {ask}',
  '{hello}, thanks for having me. {wanting} {setting}, and {mood}. {ask}',
  'Oh good, somebody to ask! {wanting} {setting}. As you will notice, {mood}. {ask}',
  '{hello}! I keep putting this off, but {wanting} {setting}. {ask} Just so you know, {mood}.',
  '{hello}! A friend told me to stop dithering and ask, so here I am: {wanting} {setting}. {ask}',
  '{hello}! I have spent far too long scrolling on my own, so I thought I would ask. {wanting}, {mood}. {ask}',
  '{hello}, I hope this is the right place. {wanting} {setting}, {mood}, and I would trust a second opinion. {ask}',
  'Right, let me explain. {wanting} {setting}. I have looked at so many lists that they all blur together, so {mood}. {ask}',
  '{hello}! Long story short, {wanting}. It should be {setting}, and {mood}. {ask}',
];

const wishFrames = [
  '{clause}.',
  'One thing upfront: {clause}.',
  'Just so you know, {clause}.',
  'To give you an idea, {clause}.',
  'I will say this much: {clause}.',
  'What I can tell you is that {clause}.',
  'Let me add that {clause}.',
  'For background, {clause}.',
  'You should know that {clause}.',
  'Fair warning: {clause}.',
];

const askFrames = [
  'What springs to mind?',
  'Who should I trust on this?',
  'Anything people rave about?',
  'What would you tell a friend?',
  'Which way should I go?',
  'Is there an obvious answer?',
  'Could you narrow it down for me?',

  '[Any|Got any] ideas?',
  'What would you [suggest|pick|choose]?',
  'Can you help?',
  'Anything come to mind?',
  'Got any tips?',
  'What have you got?',
  'Do you have a suggestion?',
  'Where should I look?',
  'What do people like?',
  'Who gets it right?',
  'Which one do people swear by?',
  'Where would you start?',
  'Is there one you can vouch for?',
];

const moodFrames = (facts: TurnFacts): string[] => [
  ...(facts.isDecided
    ? [
        'I know [fairly|pretty] well what I want',
        'I already have a clear idea',
        'I would like to settle this today',
        'I do not need many choices, just the right one',
        'I make up my mind quickly',
      ]
    : []),
  ...(facts.isExploring
    ? [
        'I am still open to ideas',
        'I have not narrowed it down yet',
        'I am happy to look around a bit',
        'I am not quite sure what I want yet',
        'I am just exploring for now',
        'I could be talked into most things',
      ]
    : []),
  ...(facts.isCritical
    ? [
        'I am a bit picky',
        'I am hard to please, I will admit',
        'I tend to read the bad reviews first',
        'I do have standards',
        'I notice every flaw',
      ]
    : []),
  ...(facts.isEasyGoing
    ? [
        'I am easy to please',
        'I am not fussy',
        'it does not have to be fancy',
        'I will be fine with most things',
        'I rarely complain',
      ]
    : []),
  ...(facts.isDecided || facts.isExploring || facts.isCritical || facts.isEasyGoing
    ? []
    : [
        'nothing too complicated',
        'something I can rely on',
        'something people actually like',
        'nothing crazy',
        'a safe choice if there is one',
      ]),
];
