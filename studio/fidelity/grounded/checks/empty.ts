import { wordsOf } from '../../../text/words.ts';
import type { GroundedCheck } from '../check.ts';

/** A turn says something: at least one word. */
export const findEmptyProblems: GroundedCheck = ({ turn }) =>
  wordsOf(turn.text).length > 0 ? [] : [{ check: 'empty', detail: 'the turn holds no word' }];
