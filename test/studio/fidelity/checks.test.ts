import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish, Candidate, DialogPlan, PlannedTurn, TurnSlots } from '../../../schemas/dialog-plan.ts';
import type { Evidence } from '../../../schemas/evidence.ts';
import type { Act } from '../../../schemas/super-node.ts';
import { findTurnProblems } from '../../../studio/fidelity/find-turn-problems.ts';
import { plantedMarkup } from '../../doubles/planted-markup.ts';
import { createQuotedPlans } from '../../fixtures/quoted-plan.ts';

const fries = { aspectId: 'a1', topicId: 'a1', label: 'fries' };
const parking = { aspectId: 'a2', topicId: 'a2', label: 'parking' };
const music = { aspectId: 'a3', topicId: 'a3', label: 'music' };

const evidence: Evidence = {
  side: 'community',
  reviewId: 'r',
  itemId: 'target',
  aspectId: 'a3',
  month: '2019-03-01',
  reviewedAt: '2019-03-05T00:00:00.000Z',
  charStart: 0,
  charEnd: 9,
  sentiment: 0.5,
};

/** A turn's act and slots, a text that passes, and for each check the texts it must not pass. */
interface Case {
  act: Act;
  slots: TurnSlots;
  named?: readonly string[];
  passes: readonly string[];
  fails: Readonly<Record<string, readonly string[]>>;
}

const cases: readonly Case[] = [
  {
    act: 'greet',
    slots: {},
    passes: ['Hi there! What are you looking for?', 'Welcome. How can I help?'],
    fails: {
      empty: ['', ' … ', '"!"'],
      decision: ['The sky is blue.'],
      'role-swap': ["Hi! I'm looking for a place with good fries.", 'Hello! Can you recommend something?'],
      'meta-talk': [
        'Hello! As an AI language model I like to help.',
        'System: Hi, what are you looking for?',
        'Hi! My instructions say to greet you.',
        'Hello [name], what do you need?',
      ],
      markup: plantedMarkup.map((markup) => `Hi there! ${markup} What are you looking for?`),
      language: ['Bonjour, que puis-je faire pour vous aider, hello?', 'Привет, hello! Чем я могу вам помочь сегодня?'],
      length: [`Hi! ${'What are you looking for? '.repeat(20)}`],
      'title-leak': [
        'Hi! Shall we talk about Copper Table?',
        'Hi! Have you been to the copper table?',
        'Hello! What about Marlow & Rye?',
      ],
      'foreign-title': ['Hello! Did you try Zebrano?'],
      repeat: ['Good day to you, what shall we find for you today?'],
      number: ['Hi! I have read 40 reviews. What do you need?'],
    },
  },
  {
    act: 'state_need',
    slots: { category: 'Restaurants', wishes: [wish('positive', fries)] },
    passes: ['I am looking for a restaurant. I usually love good fries.'],
    fails: {
      slots: ['I am looking for a restaurant.'],
      'wish-polarity': ['I need a restaurant. I have been let down by fries before.'],
      'role-swap': [
        'How can I help you find a restaurant with good fries?',
        'Based on your preferences, I recommend a restaurant with good fries.',
      ],
    },
  },
  {
    act: 'state_aspects',
    slots: { wishes: [wish('negative', parking), wish('positive', music), wish('mixed', fries)] },
    passes: ['I have been let down by the parking before. I do love good music, and the fries have been hit or miss.'],
    fails: {
      slots: ['I love good music and fries.'],
      'wish-polarity': [
        'I have always loved the parking. The music is great, and the fries vary.',
        'The parking let me down. The music has been awful, and the fries vary.',
      ],
      decision: ['The parking let me down, good music is great, fries vary. I will take it.'],
    },
  },
  {
    act: 'ask_aspects',
    slots: {},
    passes: ['What matters to you?', 'Tell me what you value.'],
    fails: { decision: ['Nice weather today.'] },
  },
  {
    act: 'ask_detail',
    slots: { about: parking },
    passes: ['What about the parking?'],
    fails: { slots: ['What about the music?'], decision: ['I see, the parking.'] },
  },
  {
    act: 'answer_detail',
    slots: { about: parking, wishes: [wish('negative', parking)] },
    passes: ['It has let me down before.', 'The parking has been a letdown.'],
    fails: { 'wish-polarity': ['I have been very happy with it.'] },
  },
  {
    act: 'recommend',
    slots: {
      itemId: 'target',
      title: 'Copper Table',
      price: 12.5,
      claims: [claim('positive', music, { n: 9, positive: 7, negative: 2, trend: 'rising', since: '2019-03-01' })],
    },
    passes: [
      'How about Copper Table? 7 of the 9 earlier mentions of its music are positive, and rising is fine.',
      'Try COPPER TABLE: people like the music, which has been getting better since March 2019. It is $12.50.',
      'Copper Table might do. Seven of nine remarks on the music are good, about 78 percent.',
    ],
    fails: {
      title: ['How about Copper? The music is good.', 'How about another place? The music is good.', '"Copper Table".'],
      'title-leak': ['How about Copper Table? It beats Marlow & Rye on music, which people like.'],
      'foreign-title': ['How about Copper Table, or Golden Walrus? People like the music.'],
      'claim-polarity': [
        'How about Copper Table? Most people complain about the music.',
        'How about Copper Table? 2 of the 9 earlier mentions of its music are positive.',
      ],
      'unbacked-claim': ['How about Copper Table? The fries are wonderful.'],
      trend: ['How about Copper Table? The music is liked, though it has been slipping.'],
      number: [
        'How about Copper Table? 70 of the 90 mentions of its music are positive.',
        'How about Copper Table? The music is good and it costs $14.',
        'How about Copper Table? The music has been good since 2011.',
      ],
      'future-or-date': [
        'How about Copper Table? The music has been getting better since May 2019.',
        'How about Copper Table? The music has been getting better since July.',
      ],
      'role-swap': ["How about Copper Table? I'll take it, the music is good."],
    },
  },
  {
    act: 'ask_about',
    slots: { itemId: 'target', title: 'Copper Table', about: parking },
    named: ['target'],
    passes: ['How is the parking at Copper Table?', 'And the parking? Any good?', 'Tell me about the parking.'],
    fails: {
      slots: ['How is the music there?'],
      decision: ['The parking it is, then, my friend.', 'How is the parking? I will take it.'],
      'role-swap': [
        'What about the parking? How much of a walk can you tolerate?',
        'How important is the parking to you?',
      ],
    },
  },
  {
    act: 'explain',
    slots: { itemId: 'target', title: 'Copper Table', about: parking, claims: [] },
    named: ['target'],
    passes: ['I have no earlier reviews that speak of its parking.', 'Nobody has written about the parking yet.'],
    fails: {
      'unbacked-claim': ['The parking is great.', 'Most people complain about the parking.'],
      slots: ['I have no earlier reviews.', 'Parking.', 'Copper Table, parking.'],
    },
  },
  {
    act: 'reject',
    slots: {
      itemId: 'other',
      title: 'Marlow & Rye',
      about: parking,
      claims: [claim('negative', parking)],
      wishes: [wish('negative', parking)],
    },
    named: ['other'],
    passes: [
      'No thanks, the parking is a dealbreaker.',
      'I will pass on Marlow & Rye because of the parking. What else?',
    ],
    fails: {
      slots: ['No thanks, the music is a dealbreaker.', 'No thanks.'],
      decision: ['Not the best parking, but I will take it!'],
    },
  },
  {
    act: 'accept',
    slots: { itemId: 'target', title: 'Copper Table', about: music, claims: [claim('positive', music)] },
    named: ['other', 'target'],
    passes: ['I will go with that one. Thanks!', 'Copper Table it is.'],
    fails: { decision: ["No thanks, I'll pass."], 'accepted-item': ['I will go with Marlow & Rye.'] },
  },
  {
    act: 'close',
    slots: { itemId: 'target', title: 'Copper Table' },
    named: ['other', 'target'],
    passes: ['Enjoy your visit!', 'My pleasure. Have fun at Copper Table!'],
    fails: {
      'title-leak': ['Enjoy! Next time try Juniper Yard.'],
      'role-swap': ['Thank you for your advice. Have a nice day!', "Thanks! I'll definitely check out Copper Table."],
    },
  },
];

describe('fidelity checks of a turn', () => {
  for (const { act, slots, named = [], passes, fails } of cases) {
    describe(act, () => {
      for (const text of passes) it(`pass: ${text}`, () => assert.deepEqual(check(act, slots, named, text), []));
      for (const [name, texts] of Object.entries(fails)) {
        for (const text of texts) {
          it(`${name}: ${text.slice(0, 80)}`, () => {
            const found = check(act, slots, named, text).map((problem) => problem.split(':')[0]);
            assert.ok(found.includes(name), `found ${found.join(', ') || 'nothing'}`);
          });
        }
      }
    });
  }

  it('let a number be said again that the dialog has heard before', () => {
    const slots = { itemId: 'target', title: 'Copper Table', about: parking };
    assert.deepEqual(
      check('ask_about', slots, ['target'], 'Only 40 reviews? And the parking?', 'I have 40 reviews.'),
      [],
    );
  });

  it('hold what a line cites against what its speaker was given', () => {
    const [plan] = createQuotedPlans(1);
    assert.ok(plan);
    const cited = (at: number, cites: readonly string[]): string[] => {
      const turn = plan.turns[at];
      assert.ok(turn);
      const context = { plan, turn, text: 'Hello!', transcript: [], namedItemIds: new Set<string>(), maximumWords: 60 };
      return findTurnProblems({ ...context, saysSlots: false, cites }).flatMap(({ check: name, detail }) =>
        name === 'citation' ? [detail] : [],
      );
    };
    assert.deepEqual(cited(0, ['q1']), []);
    assert.deepEqual(
      cited(
        1,
        plan.memories.map(({ id }) => id),
      ),
      [],
    );
    assert.deepEqual(cited(0, ['q999', 'u1']), [
      'cites q999, which the system was not given',
      'cites u1, which the system was not given',
    ]);
    assert.deepEqual(cited(1, ['q1']), ['cites q1, which the user was not given']);
  });

  it('say what is wrong in a sentence', () => {
    assert.deepEqual(
      check('reject', { itemId: 'other', title: 'Marlow & Rye', about: parking }, ['other'], 'No thanks.'),
      ['slots: reject: does not mention "parking"'],
    );
  });
});

function check(
  act: Act,
  slots: TurnSlots,
  named: readonly string[],
  text: string,
  before = 'Good day to you, what shall we find for you?',
): string[] {
  const speaker = ['greet', 'ask_aspects', 'ask_detail', 'recommend', 'explain', 'close'].includes(act)
    ? 'system'
    : 'user';
  const turn: PlannedTurn = { turn: 1, speaker, superNode: 'Open', act, slots, evidence: [] };
  return findTurnProblems({
    plan: planWith(turn),
    turn,
    text,
    transcript: [{ speaker: speaker === 'user' ? 'system' : 'user', text: before }],
    namedItemIds: new Set(named),
    maximumWords: 60,
    saysSlots: true,
  }).map((problem) => `${problem.check}: ${problem.detail}`);
}

function planWith(turn: PlannedTurn): DialogPlan {
  return {
    dialogId: 'd0',
    userId: 'u',
    targetItemId: 'target',
    asOf: '2021-01-01T00:00:00.000Z',
    seed: 1,
    domain: 'yelp',
    style: { talkativeness: 0.5, decisiveness: 0.5, criticality: 0.5 },
    outcome: 'accepted',
    outcomeReason: 'the user took the item, and others praise it',
    persona: null,
    memories: [],
    wishes: [wish('mixed', fries), wish('negative', parking), wish('positive', music)],
    candidates: [
      // What a turn says of an item is what is known of it.
      {
        ...candidate('target', 'Copper Table', turn.slots.claims ?? [claim('positive', music)]),
        price: turn.slots.price ?? null,
      },
      candidate('other', 'Marlow & Rye', [claim('negative', parking)]),
      candidate('third', 'Juniper Yard', []),
    ],
    path: ['Open', 'Close'],
    turns: [turn, turn],
  };
}

function candidate(itemId: string, title: string, claims: Claim[]): Candidate {
  return {
    itemId,
    title,
    category: 'Restaurants',
    price: null,
    role: itemId === 'target' ? 'target' : 'distractor',
    strategy: itemId === 'target' ? 'target' : 'hard',
    claims,
    remarks: [],
  };
}

function wish(polarity: AspectWish['polarity'], about: typeof fries): AspectWish {
  return {
    ...about,
    source: 'profile',
    share: 0.3,
    sentiment: { positive: 0.6, negative: -0.6, mixed: 0, neutral: 0 }[polarity],
    polarity,
    evidence: [evidence],
  };
}

function claim(polarity: Claim['polarity'], about: typeof fries, more: Partial<Claim> = {}): Claim {
  const counts = polarity === 'negative' ? { positive: 2, negative: 7 } : { positive: 7, negative: 2 };
  return {
    itemId: 'target',
    ...about,
    topicId: about.aspectId,
    polarity,
    n: 9,
    ...counts,
    level: 0.4,
    trend: 'steady',
    since: null,
    evidence: [evidence],
    quotes: [],
    ...more,
  };
}
