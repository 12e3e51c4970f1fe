import { jaccard, shinglesOf, wordsOf } from '../text/words.ts';

/** Word sets, and runs of two words, that overlap more than this make two utterances the same to a reader. */
const maximumSharedWords = 0.8;
const maximumSharedPairs = 0.6;

/** Whether one utterance says again what the other said: the same words, or nearly the same in the same order. */
export function isNearRepeat(left: string, right: string): boolean {
  const leftWords = wordsOf(left);
  const rightWords = wordsOf(right);
  if (leftWords.join(' ') === rightWords.join(' ')) return true;
  // Below four words an overlap says little: "Thanks, bye" and "Thanks a lot" are how people talk.
  if (Math.min(leftWords.length, rightWords.length) < 4) return false;
  return (
    jaccard(new Set(leftWords), new Set(rightWords)) > maximumSharedWords ||
    jaccard(shinglesOf(leftWords, 2), shinglesOf(rightWords, 2)) > maximumSharedPairs
  );
}
