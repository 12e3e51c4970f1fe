import type { Claim } from '../../../../schemas/claim.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Says no and names the planned reason; asks on, since the plan goes back to another recommendation. */
export function reject(facts: TurnFacts): string {
  const [claim] = facts.claims;
  return facts.say({
    start: {
      terse: ['{no}. {reason}.', '{reason}. {no}.', '{no}, {because}.', '{reason}. {next}', '{pity} {no}, {because}.'],
      even: [
        '{no}. {reason}. {next}',
        '{hm} {reason}, so {soNo}. {next}',
        '{hm} {no}, {because}. {next}',
        '{pity} {reason}. {next}',
        '{reason}. {no}.',
        '{pity} {reason}, so {soNo}.',
      ],
      talkative: [
        '{pity} {reason}, so {soNo}. {next}',
        '{hm} {reason}. {known} {no}. {next}',
        '{pity} {no}, {because}. {known} {next}',
        '{thanks} for being upfront. {reason}, so {soNo}. {next}',
        '{pity} I was [almost|nearly] sold, but {reason}. {known} {next}',
      ],
    }[facts.tempo],
    reason: facts.about === null ? vagueReasons : claim === undefined ? plainReasons : reasonsFrom(claim),
    because: facts.about === null ? vagueBecause : claim?.polarity === 'positive' ? becauseFalling : because,
    no: [
      ...refusals,
      ...(facts.titleShort === undefined
        ? []
        : ['{titleShort} is not for me', 'I will pass on {titleShort}', '{titleShort} is out']),
    ],
    soNo: [
      'I will pass on it',
      'that one is out for me',
      'I will skip it',
      'I would rather not',
      'it is a no from me',
      'I will leave it',
      'I had better pass',
      'I am out',
      'no deal',
    ],
    pity: [
      'Ah, pity.',
      'Oh, that is a shame.',
      'Hm, too bad.',
      'Shame.',
      'I was afraid of that.',
      'Oh well.',
      'I see.',
      'Thanks for the honest answer.',
      'Ouch.',
      'Good to know.',
    ],
    known: [
      'I know myself too well there.',
      'I have learned my lesson on that.',
      'I would regret it later.',
      'I am not going through that again.',
    ],
    next: [
      ...nextRequests,
      ...(facts.isExploring ? exploringRequests : []),
      ...(facts.isDecided ? decidedRequests : []),
    ],
  });
}

const refusals = [
  'I will pass',
  'no thanks',
  'not for me',
  'I will skip that one',
  'that one is out',
  'then no',
  'I would rather not',
  'I had better leave that one',
  'that rules it out',
  'I am going to say no',
  'it is not for me, then',
  'count me out',
  'next, please',
];

const nextRequests = [
  'What else do you have?',
  'Anything else?',
  'Got something else?',
  'Is there another one?',
  'Can we look at another?',
  'Show me a different one, please.',
  'What would be next?',
  'Could you look again?',
  'Any alternatives?',
  'Let us keep looking.',
  'What else is there?',
  'Try me with another.',
  'Do you have a better one up your sleeve?',
  'There must be others, no?',
  'What is next on your list?',
];
const exploringRequests = [
  'I am happy to hear a few more.',
  'What other ideas are there?',
  'Surprise me with another.',
];
const decidedRequests = ['Give me the next best one.', 'Just tell me the next one.', 'Next best, please.'];

const because = [
  '{the} {is} a dealbreaker',
  'not with {the} like that',
  'because of {the}',
  'I am not taking chances on {the}',
  '{the} {bothers} me',
  'and {the} would be the reason',
  'purely because of {the}',
  'since {the} {matters} too much to me',
];
const becauseFalling = [
  'with {the} slipping',
  'as {the} {is} on the way down',
  'not while {the} {is} getting worse',
  'since {the} used to be better',
];
const vagueBecause = ['it does not feel right', 'something about it puts me off'];

/** A good verdict that is getting worse is turned down for its direction alone. */
function reasonsFrom({ polarity, trend, negative }: Claim): readonly string[] {
  if (polarity === 'positive') return fallingReasons;
  const own = polarity === 'negative' ? badReasons : mixedReasons;
  return [
    ...plainReasons,
    ...own,
    ...(negative > 1 ? ['if people complain about {the}, that is not for me'] : []),
    ...(negative >= manyComplaints ? manyReasons : []),
    ...(trend === 'falling' ? fallingReasons : []),
  ];
}

/** From here on a person would speak of many. */
const manyComplaints = 4;
const manyReasons = ['so many complaints about {the} cannot be wrong'];

const plainReasons = [
  'I am not convinced [about|by] {the}',
  '{the} just {does} not work for me',
  'I cannot get past {the}',
  'my problem is {the}',
  'it is {the} that {puts} me off',
  'I am too picky about {the} for that',
  '{the} would bother me',
  'I do not like what I hear about {the}',
  'I have my doubts about {the} now',
  '{the} {is} where it loses me',
  '{the} would [keep bugging me|get on my nerves|spoil it]',
  'what you say about {the} puts me off',
];
const badReasons = [
  '{the} {sounds} like trouble',
  'I do not need more disappointment with {the}',
  '{the} would drive me mad',
  'that is too weak on {the}',
  'I was hoping for better when it comes to {the}',
  'with {the} like that I would not enjoy it',
  'I have no patience for trouble with {the}',
  'that sounds grim when it comes to {the}',
];
const mixedReasons = [
  '{the} {sounds} too hit or miss for me',
  'that is too much of a gamble on {the}',
  'mixed reviews on {the} are not good enough for me',
  'I would want a clearer verdict on {the}',
  'split opinions on {the} make me nervous',
];
const fallingReasons = [
  'if {the} {is} getting worse, I would rather not find out how far',
  'I do not like where {the} {is} heading',
  '{the} going downhill puts me off',
  'I am not joining while {the} {is} slipping',
  'fine marks or not, {the} used to be better',
  'I would rather catch {the} on the way up',
  'by the time I get there {the} may be no good at all',
];
const vagueReasons = [
  'it is not quite what I had in mind',
  'it does not really speak to me',
  'I am not feeling it',
  'that is not what I am after',
];
