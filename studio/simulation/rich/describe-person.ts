import type { UserContext } from '../../../schemas/agent-context.ts';
import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import type { Persona } from '../../../schemas/persona.ts';
import { describeDomain } from '../domain.ts';
import type { Domain } from '../domain.ts';
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

/** What brings somebody here, by what is looked for. Left to themselves, calls that do not know each other choose the same few. */
export const circumstancesFor = (domain: string): readonly string[] => circumstances[describeDomain(domain).manner];

const anywhere = [
  'a small occasion, and it is your turn to choose',
  'somebody else asked you to look',
  'you have put it off for weeks',
  'a colleague talked you into it',
  'you are in no hurry at all',
  'you are tired of choosing badly',
];

const circumstances: Readonly<Record<Domain['manner'], readonly string[]>> = {
  places: [
    ...anywhere,
    'a visitor who stays for a few days',
    'a free afternoon, for once',
    'the usual place is closed for a week',
    'a birthday in the family, a small one',
    'you just moved here and know nobody',
    'you will go alone and like it that way',
    'you have to be nearby anyway',
    'friends whom you have not seen for long',
  ],
  products: [
    ...anywhere,
    'the old one gave up this week',
    'you need it within a few days',
    'a present for somebody who has everything',
    'you just moved and half of the boxes are still closed',
    'you promised it to a child of the family',
    'you are bored with what you have',
    'you borrowed one and want your own',
    'the one you always bought is sold out',
  ],
  apps: [
    ...anywhere,
    'a long train ride tomorrow',
    'a new phone with hardly anything on it',
    'a habit that you want to change',
    'the one you used has become worse',
    'you are bored with what you have',
    'you promised it to a child of the family',
    'a friend showed you something like it',
    'evenings that you spend alone and like it',
  ],
  anything: [
    ...anywhere,
    'something needs replacing this week',
    'you need it within a few days',
    'you are bored with what you have',
    'you just moved and know nobody',
    'a visitor who stays for a few days',
  ],
};
