import { isOrdinary } from '../aspect-words.ts';
import type { TurnFacts } from '../turn-facts.ts';
import { doubtClause } from '../doubt-clauses.ts';

/** Takes the item under discussion for what was praised in it, or as a guess; a doubt that is left is named. */
export function accept(facts: TurnFacts): string {
  const isDoubted = facts.doubt !== null;
  const decision = facts.say(
    {
      start: (isDoubted ? doubtedFrames : frames)[facts.tempo],
      take: [
        'I will {goFor}',
        'I will {goFor}',
        'I am going to {goFor}',
        'I think I will {goFor}',
        'that one it is',
        'I will take that one',
        ...(facts.titleShort === undefined ? [] : ['I will go with {titleShort}', '{titleShort} it is']),
        ...(facts.isDecided ? ['no need to think twice, I will {goFor}'] : []),
        ...(facts.isExploring ? ['why not, I will {goFor}'] : []),
      ],
      reason: reasonsOf(facts),
    },
    isDoubted ? { doubt: doubtClause(facts) } : {},
  );
  return facts.dropped === null ? decision : `${decision} ${facts.say({ start: without }, facts.dropped.values)}`;
}

/** Lets go of a wish of which the system said that it knows nothing. */
const without = [
  'I can live without knowing about {the}.',
  'And {the}, well, I will find out.',
  'Nobody knows about {the}, but so be it.',
  'I can do without word on {the}.',
  'As for {the}, I will take my chances.',
];

const frames = {
  terse: ['{take}.', '{reason}. {take}.', '{take}, {thanks}.'],
  even: ['{reason}. {take}.', '{take}. {reason}.', '{reason}, so {take}.', '{reason}, so {take}. {thanks}!'],
  talkative: [
    '{reason}, so {take}. {thanks} for looking it up!',
    '{reason}, and that is what counts. {take}. {thanks} for the help!',
    '{reason}. {take}, and I will tell you how it was. {thanks}!',
  ],
};

const doubtedFrames = {
  terse: ['{take}. But {doubt}.', '{reason}. {take}, even if {doubt}.'],
  even: [
    '{reason}, so {take}, even if {doubt}.',
    '{take}, though {doubt}. {reason}.',
    '{doubt}, but {reason}. {take}.',
    '{reason}. {take}, but {doubt}.',
  ],
  talkative: [
    '{hm} {doubt}, and I will keep that in mind. Still, {reason}, so {take}. {thanks}!',
    '{reason}, so {take}. I have not forgotten that {doubt}, but I can live with that.',
  ],
};

/** What won the user over: an aspect that the system praised, else the kind of item and its price. */
function reasonsOf(facts: TurnFacts): readonly string[] {
  if (facts.about === null) return guessReasons(facts);
  const [claim] = facts.claims;
  const many =
    claim !== undefined && claim.positive > 1 ? ['if people are happy with {the}, that is enough for me'] : [];
  const isAskedFor = facts.wishes.some(({ label }) => label === facts.about?.label);
  return [...praises, ...(isAskedFor ? answered : []), ...many, ...(isOrdinary(facts.about) ? fondPraises : [])];
}

const praises = ['I like what I hear about {the}', 'good to hear about {the}'];
const answered = [
  'what you say about {the} is what I wanted to hear',
  'it was {the} I wanted to hear about, and that seems fine',
];
const fondPraises = [
  '{the} {sounds} good',
  '{the} {wins} me over',
  'if {the} {is} that good, I am happy',
  'with {the} like that, I am in',
  '{the} {decides} it for me',
];

function guessReasons({ price }: TurnFacts): readonly string[] {
  const anyway = [
    'it is a guess, but it is the kind I asked for',
    'somebody has to try it first, and it is what I asked for',
  ];
  if (price === null) return anyway;
  return price === 0 ? ['it is free, there is nothing to lose'] : [...anyway, 'at that price I can take a guess'];
}
