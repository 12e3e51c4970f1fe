import type { UserContext } from '../../../schemas/agent-context.ts';
import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import type { Persona } from '../../../schemas/persona.ts';
import { asLabel } from '../prompt-text.ts';

/** How the user writes, from the user's own reviews; where there are none, from how much they talk. */
export function describeWriting({ persona, style }: UserContext): string {
  const length =
    style.talkativeness < 0.34 ? 'few words' : style.talkativeness > 0.66 ? 'likes to talk' : 'neither brief nor long';
  if (persona === null) return `${length}; a plain, everyday tone`;
  return [length, `about ${persona.sentenceWords} words a sentence`, ...habitsOf(persona)].join(', ');
}

function habitsOf({ lowerCase, openEnds, exclamations, typicalWords }: Persona): string[] {
  const words = typicalWords.slice(0, 3).map(asLabel).join(', ');
  return [
    ...(lowerCase > 0.6 ? ['hardly any capitals'] : []),
    ...(openEnds > 0.4 ? ['often leaves out the full stop'] : []),
    ...(exclamations > 0.4
      ? ['an exclamation mark in about half the remarks']
      : exclamations > 0.15
        ? ['an exclamation mark now and then']
        : ['no exclamation marks']),
    ...(words === '' ? [] : [`words that come easily: ${words}`]),
  ];
}

/** What matters to the user, most first, as a person would put it. */
export const describeWishes = (wishes: readonly AspectWish[]): string =>
  wishes.map((wish) => `${asLabel(wish.label)} (${feelings[wish.source][wish.polarity]})`).join(', ');

const feelings: Readonly<Record<AspectWish['source'], Readonly<Record<AspectWish['polarity'], string>>>> = {
  profile: {
    positive: 'was good before, wanted good again',
    negative: 'was let down by it before',
    mixed: 'looks at it each time',
    neutral: 'looks at it',
  },
  intent: { positive: 'hopes for it', negative: 'fears it', mixed: 'looks at it', neutral: 'wonders about it' },
};

/** Left to themselves, calls that do not know each other choose the same few. */
export const circumstances: readonly string[] = [
  'a visitor who stays for a few days',
  'something needs replacing this week',
  'a habit that you want to change',
  'a small occasion, and it is your turn to choose',
  'somebody else asked you to look',
  'a free afternoon, for once',
  'money is tight this month',
  'you have put it off for weeks',
  'you need it within a few days',
  'you are bored with what you have',
  'you will be alone and like it that way',
  'you promised it to a child of the family',
  'you just moved and know nobody',
  'a colleague talked you into it',
  'you are in no hurry at all',
];
