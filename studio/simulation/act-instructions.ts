import type { AgentContext } from '../../schemas/agent-context.ts';
import type { TurnSlots } from '../../schemas/dialog-plan.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { Act } from '../../schemas/super-node.ts';
import { describeClaim, describeRemarks, describeWords, exampleOfClaim } from './claim-instructions.ts';
import { describePrice, isNeed } from './domain.ts';
import { asData, asLabel, choose, longest } from './prompt-text.ts';
import { describeWish, exampleOfWishes } from './wish-instructions.ts';

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
      does: `says that they are looking for ${kind === undefined ? 'something' : isNeed(category) ? kind : `something of the kind ${kind}`}`,
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
  ask_history: ({ about }, place) => ({
    does: `asks the User what ${aspectOf(about)} was like in what they had before`,
    mustMention: nameOf(about),
    notes: [noRecommendation],
    example: choose(place, ['How was # the last time?', 'What have you been through with # so far?'], about),
  }),
  answer_history: ({ wishes = [] }) => ({
    does: 'answers from their own past, naming no title',
    mustMention: wishes.map(describeWish),
    notes: ['Invent no details.'],
    example: exampleOfWishes(wishes),
  }),
  recommend: ({ title = '', claims = [], remarks = [], price, unknown = [] }, place, currency) => {
    const name = asData(title, longest.title);
    return {
      does: `recommends ${name}, with that name written in full, and says what earlier reviews think of it`,
      mustMention: [
        ...claims.map(describeClaim),
        ...unknown.map(({ label }) => `${asLabel(label)}: no review speaks of it`),
      ],
      notes: [
        ...(claims.length === 0 && remarks.length === 0
          ? ['No earlier review says anything that may be repeated: give no opinion of it.']
          : []),
        describePrice(price, currency),
        ...(claims.length === 0 ? [] : [exactNumbers]),
        ...describeWords(claims),
        ...describeRemarks(remarks),
      ],
      example: [
        choose(place, [
          `How about ${name}?`,
          `Then have a look at ${name}.`,
          `What would you say to ${name}?`,
          `Maybe ${name} would suit you.`,
        ]),
        ...claims.map((claim) => exampleOfClaim(claim, place)),
        ...unknown.map((about) => choose(0, ['Nobody says anything about #.'], about)),
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
          notes: [exactNumbers, ...describeWords(claims)],
          example: claims.map((claim) => exampleOfClaim(claim, place)).join(' '),
        },
  ask_compare: ({ about, other }, place) => ({
    does: `asks how what was just recommended compares with ${asData(other?.title ?? '', longest.title)} on ${aspectOf(about)}`,
    mustMention: nameOf(about),
    notes: ['Decide nothing yet.'],
    example: choose(place, ['Is it better than the other one on #?', 'How do the two compare on #?'], about),
  }),
  compare: ({ title = '', other, about, claims = [] }, place) => {
    const names = [title, other?.title ?? ''].map((name) => asData(name, longest.title));
    return {
      does: `compares ${names.join(' and ')}, naming both, on ${aspectOf(about)} by what earlier reviews say`,
      mustMention: claims.map((claim, at) => `${names[at] ?? ''}: ${describeClaim(claim)}`),
      notes: [exactNumbers],
      example: claims.map((claim, at) => `${names[at] ?? ''}: ${exampleOfClaim(claim, place)}`).join(' '),
    };
  },
  drop_wish: ({ dropped }, place) => ({
    does: `says that ${aspectOf(dropped)} does not matter so much after all, since nobody knows about it`,
    mustMention: nameOf(dropped),
    notes: ['Ask nothing, decide nothing yet.'],
    example: choose(place, ['Never mind # then.', 'Fine, I can live without knowing about #.'], dropped),
  }),
  note_change: ({ dropped }) => ({
    does: `takes note that ${aspectOf(dropped)} counts no longer`,
    mustMention: [],
    notes: ['Say nothing new of any item.'],
    example: 'All right, I will leave that out. Anything else you want to know?',
  }),
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
  accept: ({ about, doubt, dropped }) => ({
    does: `takes what was just recommended, ${about === undefined ? 'as a guess: it is the kind of thing they look for' : `because of ${aspectOf(about)}`}${
      doubt === undefined ? '' : `, in spite of a doubt about ${aspectOf(doubt.about)}: ${reasonOfDoubt(doubt)}`
    }${dropped === undefined ? '' : `, and can do without knowing about ${aspectOf(dropped)}`}`,
    mustMention: [...nameOf(about), ...nameOf(doubt?.about), ...nameOf(dropped)],
    notes: ['Ask nothing more.'],
    example: [
      about === undefined ? 'It is a guess, but I will take it.' : choose(0, ['I will take it, mostly for #.'], about),
      ...(doubt === undefined ? [] : [choose(0, ['I still have my doubts about #.'], doubt.about)]),
      ...(dropped === undefined ? [] : [choose(0, ['I can live without knowing about #.'], dropped)]),
    ].join(' '),
  }),
  postpone: ({ doubt }) => ({
    does: `wants to think about it and decides nothing today, because of a doubt about ${aspectOf(doubt?.about)}: ${reasonOfDoubt(doubt)}`,
    mustMention: nameOf(doubt?.about),
    notes: ['Ask nothing more.'],
    example: choose(0, ['I will think about it, # still bothers me.'], doubt?.about),
  }),
  leave: ({ doubt, wishes = [] }) => ({
    does: `ends without taking anything, because of ${aspectOf(doubt?.about)}: ${reasonOfDoubt(doubt)}; they insist on ${aspectOf(wishes[0])}`,
    mustMention: nameOf(doubt?.about),
    notes: ['Ask for nothing else.'],
    example: choose(0, ['No, without good # I will leave it. Thanks anyway.'], doubt?.about),
  }),
  recognise: ({ wishes = [], ownReviews = 1 }) => ({
    does: `says that they know it already, from ${ownReviews === 1 ? 'an earlier time' : `${ownReviews} earlier times`}, and were after something new`,
    mustMention: wishes.map(describeWish),
    notes: ['Ask for nothing else.'],
    example: ['I know that one already.', exampleOfWishes(wishes)].join(' ').trim(),
  }),
  close: ({ outcome }) => {
    const [does, example] = farewells[outcome ?? 'accepted'];
    return plain(does, example, ['No new facts, no question, no further recommendation.']);
  },
};

const joy = ['says goodbye and wishes the User joy with the choice', 'Enjoy it, and have a lovely day!'] as const;

const farewells: Readonly<Record<Outcome, readonly [does: string, example: string]>> = {
  accepted: joy,
  accepted_with_doubt: joy,
  postponed: ['says that taking time is fine, and goodbye', 'Take your time. Bye for now!'],
  left: ['is sorry that nothing fitted, and says goodbye', 'Sorry that I had nothing better. Take care!'],
  already_known: ['admits that it was nothing new, and says goodbye', 'Fair enough, that one was no news. Take care!'],
};

function reasonOfDoubt(doubt: TurnSlots['doubt']): string {
  if (doubt === undefined || doubt.claim === null) return 'nobody says anything about it';
  if (doubt.claim.polarity === 'positive') return 'it is said to get worse';
  if (doubt.claim.polarity === 'mixed') return 'opinions on it are divided';
  return doubt.claim.negative === 1 ? 'somebody complained about it' : 'people complain about it';
}

const aspectOf = (about: TurnSlots['about']): string => (about === undefined ? 'it' : asLabel(about.label));

const nameOf = (about: TurnSlots['about']): string[] => (about === undefined ? [] : [asLabel(about.label)]);

const exactNumbers = 'Write numbers and dates exactly as given, and no others.';
