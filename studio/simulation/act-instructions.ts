import type { AgentContext } from '../../schemas/agent-context.ts';
import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, TurnSlots } from '../../schemas/dialog-plan.ts';
import type { Act } from '../../schemas/super-node.ts';
import { asData, asLabel, longest } from './prompt-text.ts';

/** What a prompt says of one step. */
export interface ActInstruction {
  /** After "The User" or "The Assistant". */
  does: string;
  /** One a line: the aspect as the line must name it, and what is to be said of it. */
  mustMention: readonly string[];
  /** Facts and limits that are not to be named. */
  notes: readonly string[];
  /** A line that would do for other content, in words that no plan asks for. */
  example: string;
}

/** The act and its slots in plain words. Every act's checks are met by a line like its example with the listed aspects in it. */
export function describeAct({ step, domain }: AgentContext): ActInstruction {
  return instructions[step.act](step.slots, domain);
}

type Describe = (slots: TurnSlots, domain: string) => ActInstruction;

const plain = (does: string, example: string, notes: readonly string[] = []): ActInstruction => ({
  does,
  mustMention: [],
  notes,
  example,
});

const noRecommendation = 'Recommend nothing yet.';

const instructions: Readonly<Record<Act, Describe>> = {
  greet: () => plain('greets the User and asks what they are looking for', 'Hello! What can I help you find today?'),
  state_need: ({ category, wishes = [] }, domain) => ({
    does:
      category === undefined
        ? 'says what they are looking for'
        : `says that they are looking for something of the kind ${asData(category, longest.category)}`,
    mustMention: wishes.map(describeWish),
    notes: wishes.length === 0 ? ['Say nothing else about it yet.'] : [],
    example: [`I am looking for ${lookedFor(domain)}.`, ...wishes.map(exampleOfWish)].join(' '),
  }),
  ask_aspects: () => plain('asks the User what matters most to them', 'What matters most to you?', [noRecommendation]),
  state_aspects: ({ wishes = [] }) => ({
    does: 'says what matters to them',
    mustMention: wishes.map(describeWish),
    notes: [],
    example: wishes.map(exampleOfWish).join(' '),
  }),
  ask_detail: ({ about }) => ({
    does: 'asks the User one question: how much this matters to them',
    mustMention: nameOf(about),
    notes: [noRecommendation],
    example: 'How much does the lighting matter to you?',
  }),
  answer_detail: ({ wishes = [] }) => ({
    does: 'answers that question',
    mustMention: wishes.map(describeWish),
    notes: [],
    example: ['Yes.', ...wishes.map(exampleOfWish)].join(' '),
  }),
  recommend: ({ title = '', claims = [], price }) => ({
    does: `recommends ${asData(title, longest.title)}, with that name written in full, and says what earlier reviews think of it`,
    mustMention: claims.map(describeClaim),
    notes: [
      ...(claims.length === 0 ? ['No earlier review says anything that may be repeated: give no opinion of it.'] : []),
      describePrice(price),
      ...(claims.length === 0 ? [] : [exactNumbers]),
    ],
    example: [`How about ${asData(title, longest.title)}?`, ...claims.map(exampleOfClaim)].join(' '),
  }),
  ask_about: ({ about }) => ({
    does: 'asks one question about what was just recommended',
    mustMention: nameOf(about),
    notes: ['Decide nothing yet.'],
    example: 'And how is the lighting?',
  }),
  explain: ({ about, claims = [] }) =>
    claims.length === 0
      ? {
          does: 'says honestly that no earlier review speaks of this',
          mustMention: nameOf(about),
          notes: ['Give no opinion of it.'],
          example: 'I found no earlier review that speaks of the lighting.',
        }
      : {
          does: 'answers the question by what earlier reviews say',
          mustMention: claims.map(describeClaim),
          notes: [exactNumbers],
          example: claims.map(exampleOfClaim).join(' '),
        },
  reject: ({ about }) => ({
    does: 'turns down what was just recommended, gives this as the reason, and asks for something else',
    mustMention: nameOf(about),
    notes: ['Repeat no numbers.'],
    example: 'No, I am not happy with the lighting. Is there something else?',
  }),
  accept: ({ about }) => ({
    does: 'takes what was just recommended, and says that this decided it',
    mustMention: nameOf(about),
    notes: ['Ask nothing more.'],
    example:
      about === undefined ? 'Sounds good, I will take it.' : 'Sounds good, I will take it. The lighting decided it.',
  }),
  close: () =>
    plain('says goodbye and wishes the User joy with the choice', 'Enjoy it, and have a lovely day!', [
      'No new facts, no question, no further recommendation.',
    ]),
};

const nameOf = (about: TurnSlots['about']): string[] => (about === undefined ? [] : [asLabel(about.label)]);

const lookedFor = (domain: string): string =>
  /yelp/iu.test(domain) ? 'a good bookshop' : /mobile/iu.test(domain) ? 'a good diary app' : 'a good desk lamp';

/** The user's own words for a feeling; the intent is a hope, the profile is a memory. */
const describeWish = ({ label, source, polarity }: AspectWish): string =>
  `${asLabel(label)}: ${wishWords[source][polarity]}`;

type Opinions = Readonly<Record<AspectWish['polarity'], string>>;

const wishWords: Readonly<Record<AspectWish['source'], Opinions>> = {
  profile: {
    positive: 'it was good before, they want it good again',
    negative: 'it let them down before, they complain about it',
    mixed: 'it was good at times and bad at times',
  },
  intent: {
    positive: 'they want it to be good',
    negative: 'they expect it to be poor',
    mixed: 'they expect some good and some bad',
  },
};

const exampleOfWish = ({ polarity, source }: AspectWish, place: number): string =>
  exampleWishes[source][polarity].replace('#', neutralWords[place % neutralWords.length] ?? '');

/** Things that no domain's reviews make an aspect of. */
const neutralWords = ['lighting', 'carpet', 'door handle', 'wallpaper'] as const;

const exampleWishes: Readonly<Record<AspectWish['source'], Opinions>> = {
  profile: {
    positive: 'I have been happy with the # before and want that again.',
    negative: 'The # has let me down before.',
    mixed: 'The # has been good at times and bad at times for me.',
  },
  intent: {
    positive: 'I would like a good #.',
    negative: 'I expect the # to be poor.',
    mixed: 'I expect some good and some bad of the #.',
  },
};

/** Counts are told by the majority's side alone: small models mix two up. */
function describeClaim({ label, n, positive, negative, polarity, trend, since }: Claim): string {
  const verdict = {
    positive: `reviews are good, ${positive} of ${n} mentions are positive`,
    negative: `reviews are bad, ${negative} of ${n} mentions are negative`,
    mixed: `reviews are divided, ${positive} of ${n} mentions are positive and ${negative} negative`,
  }[polarity];
  const change = trend === 'rising' ? 'better' : trend === 'falling' ? 'worse' : undefined;
  if (change === undefined) return `${asLabel(label)}: ${verdict}`;
  return `${asLabel(label)}: ${verdict}, getting ${change}${since === null ? '' : ` since ${monthOf(since)}`}`;
}

const exampleOfClaim = ({ polarity }: Claim, place: number): string =>
  exampleClaims[polarity].replace('#', neutralWords[place % neutralWords.length] ?? '');

const exampleClaims: Opinions = {
  positive: 'Earlier reviews are good about the #.',
  negative: 'Earlier reviews are bad about the #.',
  mixed: 'Earlier reviews are divided about the #.',
};

/** "March 2019" from "2019-03-01". */
function monthOf(since: string): string {
  const [year = '', month = ''] = since.split('-');
  return `${monthNames[Number(month) - 1] ?? ''} ${year}`.trim();
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');

const exactNumbers = 'Write numbers and dates exactly as given, and no others.';

function describePrice(price: number | null | undefined): string {
  if (price === undefined || price === null) return 'Its price is not known: state none.';
  return price === 0 ? 'You may say that it is free.' : `You may say that its price is ${price}.`;
}
