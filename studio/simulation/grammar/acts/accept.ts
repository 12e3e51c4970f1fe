import { isOrdinary } from '../aspect-words.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Takes the item under discussion; a short title may be said again, a long one becomes "that one". */
export function accept(facts: TurnFacts): string {
  const starts = {
    terse: ['{take}.', '{yes}, {take}.', '{good}. {take}.', '{take}. {thanks}.'],
    even: [
      '{good}. {take}. {thanks}!',
      '{yes}, {take}. {thanks}!',
      '{good}, so {take}.',
      '{take}. {thanks} for the help.',
      '{sold}. {take}.',
    ],
    talkative: [
      '{good}. {relief} {take}. {thanks} for bearing with me!',
      '{sold}. {take}, {relief2}. {thanks}!',
      '{yes}, {take}. {relief} {thanks} for all the digging.',
      '{good}, so {take}. {thanks}, that was easier than I expected.',
    ],
  }[facts.tempo];
  const unanswered = isUnanswered(facts);
  return facts.say({
    // "Perfect" is no answer to "nobody wrote about it".
    start: unanswered ? starts.filter((start) => !start.includes('{yes}')) : starts,
    take: [
      'in that case I will {goFor}',
      'yes, I want to {goFor}',

      'I have decided to {goFor}',
      'nothing stops me now, I will {goFor}',
      'count me in, I will {goFor}',
      'here is my answer: I will {goFor}',
      'without further ado, I will {goFor}',
      'I am glad to {goFor}',

      'I will {goFor}',
      'I will {goFor}',
      'I am going to {goFor}',
      'I think I will {goFor}',
      'that one it is',
      'I am taking that one',
      'I would like to {goFor}',
      'consider it done, I will {goFor}',
      'that will be the one',
      ...(facts.titleShort === undefined
        ? []
        : [
            'I will go with {titleShort}',
            '{titleShort} it is',
            'I will settle on {titleShort}',
            'I am choosing {titleShort}',
            'put me down for {titleShort}',
          ]),
      ...(facts.isDecided ? ['decision made, I will {goFor}', 'no need to look further, I will {goFor}'] : []),
      ...(facts.isExploring ? ['why not, I will {goFor}', 'I will take a chance and {goFor}'] : []),
    ],
    good: unanswered
      ? leaps
      : [
          'I was half hoping you would say that',
          'Right up my street',
          'Hard to argue with that',
          'My instinct says yes',
          'It sounds like me',
          'I am easily persuaded today',
          'That is more like it',
          'You make a good case',
          'It checks out',

          'I have no reason to say no',
          'You seem to know what you are doing',
          'That fits',
          'It ticks enough boxes',
          'So be it',
          'I am warming to it',
          'Why look any further',
          'Nothing speaks against it',
          'It is as close as I will get',

          'That sounds good',
          'That works for me',
          'Good enough for me',
          'I like it',
          'That sounds about right',
          'I am happy with that',
          'That is the one I was hoping for',
          'I can see that working',
          'Now we are talking',
          'Perfect',
          ...aspectReasons(facts),
          ...(facts.isCritical
            ? [
                'I have no more objections',
                'Fine, you have convinced me',
                'I could find fault, but I will not',
                'You wore me down',
              ]
            : []),
          ...(facts.isEasyGoing ? ['Lovely', 'Great, that was easy', 'Sounds lovely'] : []),
        ],
    sold: unanswered
      ? settled
      : [
          'Yes from me',
          'Consider me convinced',
          'No more dithering',
          'You talked me into it',
          'I surrender',
          'Well argued',

          'You have won me over',
          'All good then',
          'I am out of objections',
          'Fine by me',
          'That is all I needed to hear',
          'Case closed',
          'Then it is decided',
          'My hesitation is gone',

          'Sold',
          'My mind is made up',
          'No more questions',
          'I have heard enough',
          'Right, you win',
          'You have convinced me',
          'That settles it',
          'Okay, I am in',
          'Deal',
          'That does it',
          'I am on board',
        ],
    relief: [
      'I can close the other tabs now.',
      'Somebody had to decide it for me.',
      'No more late-night comparing.',
      'You spared me a lot of reading.',
      'I might even tell my friends.',

      'I like it when things fall into place.',
      'That was less painful than expected.',
      'One item off my list.',
      'It feels like a good fit.',
      'I would have overlooked it on my own.',
      'Nothing left to argue about.',
      'My evening is saved.',

      'That is a weight off my mind.',
      'That is pretty much what I had in mind.',
      'That ticks my boxes.',
      'I can stop searching now.',
      'I feel good about that.',
      'My search ends here.',
      'I did not expect to decide this fast.',
      'You clearly listened.',
      'I can live with the small print.',
      'It beats scrolling on my own.',
    ],
    relief2: [
      'unless you stop me',
      'and the rest is up to luck',
      'and I am curious already',
      'and I will report back',
      'as my mind is at ease now',
      'with a good feeling',

      'and I will not look any further',
      'before I change my mind',
      'and that is that',
      'as long as it keeps its promise',
    ],
  });
}

/** Nothing was said for the item last: there is nothing to agree with. */
const isUnanswered = ({ context }: TurnFacts): boolean =>
  /\b(?:no|none|nothing|nobody|silent|silence|blank|empty|dark|skip|vain|quiet|unknown|waiting|guess|left out|leaves? out|yet to|not a line|not one|can't find|cannot find|don't see|haven't mentioned|have not mentioned|other things on their minds)\b/iu.test(
    context.transcript.at(-1)?.text ?? '',
  );

const leaps = [
  'Then I will be the first to find out',
  'Somebody has to be the first',
  'No verdict is no bad verdict',
  'I can live with not knowing',
  'Then I will see for myself',
  'A little risk is fine',
  'The rest sounds right to me',
  'I appreciate the honesty',
  'At least you do not make things up',
  'I will be my own judge there',
  'Not knowing has never stopped me',
  'That will not keep me from it',
];
const settled = [
  'No more questions',
  'My mind is made up all the same',
  'It is decided anyway',
  'Okay, I am in',
  'I have made up my mind',
  'Enough asked',
];

/** What won the user over: an aspect the system praised, or one the item is given a chance on. */
function aspectReasons(facts: TurnFacts): string[] {
  if (facts.about === null) return [];
  if (!facts.claims.some(({ polarity }) => polarity === 'positive')) return chances;
  return isOrdinary(facts.about) ? [...praises, ...fondPraises] : praises;
}

const chances = [
  'I will give it a chance on {the}',
  'I will find out about {the} myself',
  'Let us see how {the} {turns} out',
  'Fingers crossed for {the}',
];
const praises = [
  'I like what I hear about {the}',
  'Good to hear about {the}',
  'Then {the} will not be my worry',
  'Hearing that about {the} helps',
  'So {the} {is} fine, that is what I wanted to know',
];
const fondPraises = [
  '{the} {sounds} promising',
  '{the} {wins} me over',
  'If {the} {is} that good, I am happy',
  'You had me at {the}',
  'With {the} like that, I have nothing to add',
  '{the} {decides} it',
  'As long as {the} {stays} that way',
];
