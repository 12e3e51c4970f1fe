import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { wordsOf } from '../../text/words.ts';

/** A turn says something: at least one word. */
export const findEmptyProblems: TurnCheck = ({ text }) =>
  wordsOf(text).length > 0 ? [] : [executional('empty', 'the turn holds no word')];
