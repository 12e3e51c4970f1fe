import type { AgentContext } from '../../schemas/agent-context.ts';
import type { AspectWish, TurnSlots } from '../../schemas/dialog-plan.ts';
import type { Act } from '../../schemas/super-node.ts';
import { describeClaim, exampleOfClaim } from './claim-instructions.ts';
import { formatPrice } from './domain.ts';
import { asData, asLabel, choose, longest } from './prompt-text.ts';

/** What a prompt says of one step. */
export interface ActInstruction {
  /** After "The User" or "The Assistant". */
  does: string;
  /** One a line: the aspect as the line must name it, and what is to be said of it. */
  mustMention: readonly string[];
  /** Facts and limits that are not to be named. */
  notes: readonly string[];
  /** A line that would do, in the plainest words; one of several wordings by turn and attempt, so that a dialog of copies still varies. */
  example: string;
}

/** The act and its slots in plain words. The example meets every check of its act. */
export function describeAct({ step, currency }: AgentContext, attempt: number): ActInstruction {
  // A speaker has every other turn.
  return instructions[step.act](step.slots, Math.floor(step.turn / 2) + attempt, currency);
}

/** `place` picks among wordings. */
type Describe = (slots: TurnSlots, place: number, currency?: string) => ActInstruction;

const plain = (does: string, example: string, notes: readonly string[] = []): ActInstruction => ({
  does,
  mustMention: [],
  notes,
  example,
});

const noRecommendation = 'Recommend nothing yet.';

const instructions: Readonly<Record<Act, Describe>> = {
  greet: () => plain('greets the User and asks what they are looking for', 'Hello! What can I help you find today?'),
  state_need: ({ category, wishes = [] }) => {
    const kind = category === undefined ? undefined : asData(category, longest.category);
    return {
      does: `says that they are looking for ${kind === undefined ? 'something' : `something of the kind ${kind}`}`,
      mustMention: wishes.map(describeWish),
      notes: wishes.length === 0 ? ['Say nothing else about it yet.'] : [],
      example: [`Hi, I am looking for ${kind ?? 'something new'}.`, exampleOfWishes(wishes)].join(' ').trim(),
    };
  },
  ask_aspects: () => plain('asks the User what matters most to them', 'What matters most to you?', [noRecommendation]),
  state_aspects: ({ wishes = [] }) => ({
    does: 'says what matters to them',
    mustMention: wishes.map(describeWish),
    notes: [],
    example: exampleOfWishes(wishes),
  }),
  ask_detail: ({ about }, place) => ({
    does: `asks the User one question: how much ${aspectOf(about)} matters to them`,
    mustMention: nameOf(about),
    notes: [noRecommendation],
    example: choose(
      place,
      [
        'How much do you care about #?',
        'And how important to you is the matter of #?',
        'What about #, does it count for much?',
        'Is # something you look at first, or hardly ever?',
      ],
      about,
    ),
  }),
  answer_detail: ({ wishes = [] }) => ({
    does: 'answers that question of the Assistant',
    mustMention: wishes.map(describeWish),
    notes: [],
    example: ['Quite a lot.', exampleOfWishes(wishes)].join(' ').trim(),
  }),
  recommend: ({ title = '', claims = [], price }, place, currency) => {
    const name = asData(title, longest.title);
    return {
      does: `recommends ${name}, with that name written in full, and says what earlier reviews think of it`,
      mustMention: claims.map(describeClaim),
      notes: [
        ...(claims.length === 0
          ? ['No earlier review says anything that may be repeated: give no opinion of it.']
          : []),
        describePrice(price, currency),
        ...(claims.length === 0 ? [] : [exactNumbers]),
      ],
      example: [
        choose(place, [
          `How about ${name}?`,
          `Then have a look at ${name}.`,
          `What would you say to ${name}?`,
          `Maybe ${name} would suit you.`,
        ]),
        ...claims.map((claim) => exampleOfClaim(claim, place)),
      ].join(' '),
    };
  },
  ask_about: ({ about }, place) => ({
    does: `asks one question about what was just recommended: about ${aspectOf(about)}`,
    mustMention: nameOf(about),
    notes: ['Decide nothing yet.'],
    example: choose(
      place,
      [
        'What do people say about #?',
        'And what about #, is there anything in the reviews?',
        'Can you tell me more about #?',
      ],
      about,
    ),
  }),
  explain: ({ about, claims = [] }, place) =>
    claims.length === 0
      ? {
          does: `says honestly that no earlier review speaks of ${aspectOf(about)}`,
          mustMention: nameOf(about),
          notes: ['Give no opinion of it.'],
          example: choose(
            place,
            ['I found no earlier review that speaks of #.', 'Nobody has written about # so far, so I cannot tell.'],
            about,
          ),
        }
      : {
          does: 'answers the question by what earlier reviews say',
          mustMention: claims.map(describeClaim),
          notes: [exactNumbers],
          example: claims.map((claim) => exampleOfClaim(claim, place)).join(' '),
        },
  reject: ({ about }, place) => ({
    does: `turns down what was just recommended because of ${aspectOf(about)}, and asks for something else`,
    mustMention: nameOf(about),
    notes: ['Repeat no numbers.'],
    example: choose(
      place,
      [
        'No, not with what you say about #. Is there something else?',
        'I would rather skip that one because of #. What else do you have?',
        'Hmm, # would bother me there. Can you show me another one?',
      ],
      about,
    ),
  }),
  accept: ({ about }) => ({
    does: `takes what was just recommended, because of ${aspectOf(about)}`,
    mustMention: nameOf(about),
    notes: ['Ask nothing more.'],
    example:
      about === undefined
        ? 'Sounds good, I will take it.'
        : choose(0, ['Sounds good, I will take it, mostly for #.'], about),
  }),
  close: () =>
    plain('says goodbye and wishes the User joy with the choice', 'Enjoy it, and have a lovely day!', [
      'No new facts, no question, no further recommendation.',
    ]),
};

const aspectOf = (about: TurnSlots['about']): string => (about === undefined ? 'it' : asLabel(about.label));

const nameOf = (about: TurnSlots['about']): string[] => (about === undefined ? [] : [asLabel(about.label)]);

/** Without a subject, which small models would copy into the user's mouth; the intent is a hope, the profile is a memory. */
const describeWish = ({ label, source, polarity }: AspectWish): string =>
  `${asLabel(label)}: ${wishWords[source][polarity]}`;

type Opinions = Readonly<Record<AspectWish['polarity'], string>>;

const wishWords: Readonly<Record<AspectWish['source'], Opinions>> = {
  profile: {
    positive: 'good before, and wanted good again',
    negative: 'a letdown before',
    mixed: 'good at times and bad at times',
  },
  intent: {
    positive: 'hoped to be good',
    negative: 'expected to be poor',
    mixed: 'some good and some bad expected',
  },
};

/** One sentence: after a full stop small models think that they are done. */
function exampleOfWishes(wishes: readonly AspectWish[]): string {
  const said = wishes.map(({ label, polarity, source }) =>
    exampleWishes[source][polarity].replace('#', () => asLabel(label)),
  );
  return said.length === 0 ? '' : `${said.join(', and ')}.`;
}

const exampleWishes: Readonly<Record<AspectWish['source'], Opinions>> = {
  profile: {
    positive: 'I have been happy with # before and want that again',
    negative: 'I have been let down by # before',
    mixed: 'I have had good and bad times with #',
  },
  intent: {
    positive: 'I would like good # this time',
    negative: 'I expect # to be poor',
    mixed: 'I expect some good and some bad of #',
  },
};

const exactNumbers = 'Write numbers and dates exactly as given, and no others.';

function describePrice(price: number | null | undefined, currency: string | undefined): string {
  if (price === undefined || price === null) return 'Its price is not known: state none.';
  const written = currency === undefined ? String(price) : formatPrice(price, currency);
  return price === 0 ? 'You may say that it is free.' : `You may say that its price is ${written}.`;
}
