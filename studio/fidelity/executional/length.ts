import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { withoutTitles } from '../named-in-turn.ts';
import { wordsOf } from '../../text/words.ts';

/** Words of a turn, a title counted as one: long titles are the shop's doing, not the speaker's. */
export const findLengthProblems: TurnCheck = (context) => {
  const words = wordsOf(withoutTitles(context)).length;
  return words <= context.maximumWords
    ? []
    : [executional('length', `${words} words, at most ${context.maximumWords} are allowed`)];
};
