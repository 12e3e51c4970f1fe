import assert from 'node:assert/strict';
import type { CheckedTurn } from '../../../../schemas/checked-turn.ts';
import { findCheckedTurnProblems } from '../../../../studio/fidelity/grounded/find-checked-turn-problems.ts';
import { createCheckedTurn } from '../../../fixtures/checked-turn.ts';

/** Kinds of honest lines that a check once turned down when people played strong models, each with a dishonest twin. */
interface Kind {
  it: string;
  turn?: Partial<CheckedTurn>;
  honest: string;
  dishonest: string;
  check: string;
}

const priced = (): Partial<CheckedTurn> => {
  const { candidates } = createCheckedTurn();
  const [quote] = candidates[0]?.facts[0]?.quotes ?? [];
  if (quote !== undefined) quote.text = 'The speed is decent and reasonable, if not impressive.';
  return { candidates };
};
const withWorthless = (): Partial<CheckedTurn> => {
  const { candidates } = createCheckedTurn();
  const [quote] = candidates[0]?.facts[2]?.quotes ?? [];
  if (quote !== undefined) quote.text = 'The handle gets hot, it is not worth its price.';
  return { candidates };
};
const named = (title: string, at: 0 | 1): string => (at === 0 ? `Copper Pie ${title}` : `Copper ${title}`);
/** Names made of words that other names hold too. */
const alikeNames = (): Partial<CheckedTurn> => {
  const [first, second] = createCheckedTurn().candidates;
  if (first === undefined || second === undefined) throw new Error('the fixture has two candidates');
  const third = { ...second, title: 'Pie Company Corner', facts: [] };
  const candidates = [{ ...first, title: named('Company', 0) }, { ...second, title: named('Kettle', 1) }, third];
  return { act: 'compare', candidates, named_titles: [named('Company', 0), named('Kettle', 1)] };
};
const unsteady = (): Partial<CheckedTurn> => {
  const { candidates } = createCheckedTurn();
  const [quote] = candidates[0]?.facts[2]?.quotes ?? [];
  if (quote !== undefined) quote.text = 'The handle has all sorts of consistency issues.';
  return { candidates };
};
const asking = (): Partial<CheckedTurn> => {
  const { candidates } = createCheckedTurn();
  const [quote] = candidates[0]?.facts[2]?.quotes ?? [];
  if (quote !== undefined) quote.text = 'Why would anybody make a handle that hot?';
  return { act: 'explain', candidates };
};
const kinds: Kind[] = [
  {
    it: 'that nobody gives a number',
    turn: { act: 'explain' },
    honest: 'No, nobody gives a number for the speed.',
    dishonest: 'No, nobody gives the handle a bad mark.',
    check: 'overclaim',
  },
  {
    it: 'that opinions clash',
    turn: unsteady(),
    honest: 'Last year somebody wrote of consistency issues with the handle, and opinions clash there.',
    dishonest: 'Last year somebody wrote of consistency issues with the handle, and it has a thermostat and a whistle.',
    check: 'invented-feature',
  },
  {
    it: 'a reviewer’s question in quotation marks',
    turn: asking(),
    honest: 'On the handle, one reviewer wrote "Why would anybody make a handle that hot?"',
    dishonest: 'Is the handle what you would like to hear about?',
    check: 'decision',
  },
  {
    it: 'how little the system found',
    turn: { act: 'close' },
    honest: 'Sleep on it, and I am sorry I had so little about the cord.',
    dishonest: 'Sleep on it, I had one and loved it.',
    check: 'invented-experience',
  },
  {
    it: 'a concession for a denial',
    turn: priced(),
    honest: 'One owner finds the speed decent and, if anything, impressive.',
    dishonest: 'One owner finds that the speed is not decent.',
    check: 'polarity',
  },
  {
    it: 'the year of a review for a number of reviewers',
    honest: 'A 2021 reviewer says the lid rattles while it boils.',
    dishonest: 'On the spout there are 2021 reviewers full of praise.',
    check: 'number',
  },
  {
    it: 'the stars of a review for a number of the item',
    honest: 'One owner, giving it 5 of 5 stars, loves the spout.',
    dishonest: 'One owner, giving it 3 of 5 stars, loves the spout.',
    check: 'number',
  },
  {
    it: 'all stars for all reviewers',
    honest: 'One owner gave it all five stars and loves the spout.',
    dishonest: 'All five owners love the spout.',
    check: 'number',
  },
  {
    it: 'those who were counted before for a new count',
    turn: {
      transcript: [
        { speaker: 'user', text: 'something to boil water' },
        { speaker: 'system', text: 'Then the Halvorsen Gooseneck Kettle. Three reviewers praise the spout.' },
        { speaker: 'user', text: 'how is the lid?' },
      ],
    },
    honest: 'One says that the lid rattles while it boils, and one of the three happy ones says that it sits tight.',
    dishonest: 'One says that the lid rattles while it boils, and the five happy ones say that it sits tight.',
    check: 'number',
  },
  {
    it: 'advice for a feature',
    honest: 'The cord does not come up. Leafing through a brochure at a newsstand before you pay would settle it.',
    dishonest: 'The cord comes with a brochure and a newsstand poster.',
    check: 'invented-feature',
  },
  {
    it: 'no hurry for an offer that ends',
    turn: { act: 'close' },
    honest: "Right, there's no hurry, the kitchen will wait until you've had the tape out.",
    dishonest: 'Hurry, the offer ends on Monday.',
    check: 'future-or-date',
  },
  {
    it: 'what a user wants for what a seller has',
    turn: { speaker: 'user', act: 'state_aspects' },
    honest: 'Four of us. We want plenty of steam and a good handle.',
    dishonest: 'We carry plenty of kettles.',
    check: 'role-swap',
  },
  {
    it: 'a phrase with "worth" for a verdict',
    turn: withWorthless(),
    honest: 'For what it is worth, one owner finds the handle too hot. Also worth knowing: three love the spout.',
    dishonest: 'The handle is worth its price, says one owner.',
    check: 'polarity',
  },
  {
    it: 'a wish that is let go of for a refusal',
    turn: { speaker: 'user', act: 'accept' },
    honest: "Never mind the cord. I'll take the kettle, three happy owners are enough for me.",
    dishonest: 'Never mind, show me another kettle.',
    check: 'decision',
  },
  {
    it: 'a name whose words other names share for a word on the other item',
    turn: alikeNames(),
    honest:
      'Copper Kettle: the infuser keeps loose leaves inside. Copper Pie Company: the narrow spout pours precisely.',
    dishonest:
      'Copper Kettle: the narrow spout pours precisely. Copper Pie Company: loose leaves stay inside the infuser.',
    check: 'other-item',
  },
  {
    it: 'what would make somebody say a thing for what they said',
    turn: { act: 'ask_aspects' },
    honest: 'Then let us get this one right: what would make you say it was worth it?',
    dishonest: 'You said it was worth every detour, so what else matters?',
    check: 'recall',
  },
  {
    it: 'advice on a day for a date',
    honest: 'It can get crowded, so do not go on a Saturday. The handle gets hot, says one owner.',
    dishonest: 'The handle got hot on a Saturday, says one owner.',
    check: 'future-or-date',
  },
  {
    it: 'nobody whom the system can quote for nobody',
    honest: 'Nobody I can quote has taken it on a trip. The handle gets hot, says one owner.',
    dishonest: 'Nobody likes the handle.',
    check: 'overclaim',
  },
  {
    it: 'what has issues with a thing for what has it',
    turn: unsteady(),
    honest: 'One owner finds that the handle is not consistent.',
    dishonest: 'One owner loves the handle.',
    check: 'polarity',
  },
  {
    it: 'a comparison with what was said for what was said',
    turn: { speaker: 'user', act: 'ask_compare' },
    honest: 'How does the handle compare with what you said about the water?',
    dishonest: 'You said the infuser was cracked, how does it compare?',
    check: 'recall',
  },
];

describe('checks of honest lines', () => {
  for (const { it: what, turn = {}, honest, dishonest, check } of kinds) {
    it(`do not take ${what}, and see the dishonest twin`, () => {
      assert.deepEqual(findCheckedTurnProblems(createCheckedTurn({ ...turn, text: honest })), []);
      const found = findCheckedTurnProblems(createCheckedTurn({ ...turn, text: dishonest })).map(
        (problem) => problem.check,
      );
      assert.ok(found.includes(check), `found ${found.join(', ') || 'nothing'}`);
    });
  }
});
