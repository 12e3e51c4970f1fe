import type { Act } from '../../../schemas/super-node.ts';
import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import { isOrdinary, standsAlone } from './aspect-words.ts';
import type { TurnFacts } from './turn-facts.ts';

/** How often a user answers in a few words instead of sentences; people do so in 12 % of their turns. */
const fragmentChance = { terse: 0.6, even: 0.22, talkative: 0.05 };

/** The act in two to four words, or undefined where this turn is said in full or carries too much for that. */
export function fragment(facts: TurnFacts): string | undefined {
  const frames = fragments[facts.context.step.act];
  if (frames === undefined || !facts.random.chance(fragmentChance[facts.tempo])) return undefined;
  const start = frames(facts);
  const [wish] = facts.wishes;
  const values = wish === undefined ? {} : facts.aspect(wish.label).values;
  return start.length === 0 ? undefined : facts.say({ start }, facts.about === null ? values : {});
}

/** Fragments are not used in a turn that must carry more than one thing. */
const fragments: Partial<Readonly<Record<Act, (facts: TurnFacts) => readonly string[]>>> = {
  state_need: ({ wishes, category }) =>
    wishes.length === 0 && category.isKnown ? ['{need}', '{need}, please', 'just {need}'] : [],
  state_aspects: (facts) => shortWish(facts),
  answer_detail: ({ wishes, about }) => (about === null ? [] : shortPast(wishes)),
  answer_history: ({ wishes }) => shortPast(wishes),
  ask_about: ({ about }) =>
    about === null ? [] : isOrdinary(about) ? ['and {the}?', 'how {is} {the}?'] : ['and {the}?'],
  ask_compare: () => ['which on {the}?', 'and on {the}?'],
  reject: ({ about }) => (about === null ? [] : ['no, not with {the}', '{the}? no thanks']),
  accept: ({ doubt, dropped }) =>
    doubt === null && dropped === null ? ['sold', 'ok, deal', 'yes please', 'that one it is', 'I will {goFor}'] : [],
  leave: () => ['no, leave it', 'then no thanks'],
  postpone: () => ['maybe later', 'not today', 'let me think'],
  recognise: ({ domain, ownReviews }) =>
    ownReviews > 1 ? [] : domain.isPlace ? ['been there already'] : ['had it already'],
};

function shortWish(facts: TurnFacts): readonly string[] {
  const [wish, second] = facts.wishes;
  if (wish === undefined || second !== undefined) return [];
  const aspect = facts.aspect(wish.label);
  if (wish.polarity === 'positive' && standsAlone(aspect)) return ['{goodOne}', '{goodOne}, mostly'];
  return wish.polarity === 'neutral' ? ['{bare}'] : [];
}

function shortPast([wish, second]: readonly AspectWish[]): readonly string[] {
  if (wish === undefined || second !== undefined) return [];
  return {
    // Whether it matters or how it was: either question is answered.
    positive: ['matters to me, good so far', 'fine so far, and it counts', 'mostly good so far'],
    negative: ['matters to me, a letdown before', 'bad luck so far, so I look at it', 'not good last time'],
    mixed: ['up and down so far', 'matters to me, good and bad so far'],
    neutral: ['somewhat, I look at it', 'a bit, I look at it'],
  }[wish.polarity];
}
