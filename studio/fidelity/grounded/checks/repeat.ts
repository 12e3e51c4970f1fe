import { isNearRepeat } from '../../near-repeat.ts';
import { wordsOf } from '../../../text/words.ts';
import type { GroundedCheck } from '../check.ts';

/** No turn says again what was said, as a whole or in a sentence of some length; nor does it say the same sentence twice. */
export const findRepeatProblems: GroundedCheck = ({ turn, text, sentences }) => {
  const repeated = turn.transcript.flatMap((earlier, at) => {
    const isShort = wordsOf(earlier.text).length < leastWords;
    // "Sure" and "Sold" are said by both, and more than once.
    if (isShort && !(earlier.speaker === turn.speaker && isSame(earlier.text, text))) return [];
    return isNearRepeat(earlier.text, text) ? [`nearly the same as turn ${at + 1}`] : [];
  });
  const said = sentences.map((sentence) => wordsOf(sentence.text).join(' '));
  const twice = said.filter((sentence, at) => wordsOf(sentence).length >= 2 && said.indexOf(sentence) < at);
  return [...repeated, ...twice.map((sentence) => `says twice: "${sentence}"`)].map((detail) => ({
    check: 'repeat',
    detail,
  }));
};

/** Shorter turns are repeated by chance. */
const leastWords = 4;

const isSame = (left: string, right: string): boolean => wordsOf(left).join(' ') === wordsOf(right).join(' ');
