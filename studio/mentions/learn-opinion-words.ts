import type { LinkedSentence } from './link-review.ts';
import { opinionWordLists, notJudging } from './opinion-words.ts';
import { isNoun } from './noun-groups.ts';
import { stopWords } from '../text/stop-words.ts';

/** In how many reviews of 4 and 5, and of 1 and 2 stars a word stands where an opinion could; whole numbers. */
export interface OpinionWordCounts {
  praising: number;
  blaming: number;
  words: ReadonlyMap<string, { praising: number; blaming: number }>;
}

/** Counts adjectives and participles before nouns and after "be"; reviews of 3 stars teach nothing. */
export function countOpinionWords(
  reviews: Iterable<{ rating: number; sentences: readonly LinkedSentence[] }>,
): OpinionWordCounts {
  const words = new Map<string, { praising: number; blaming: number }>();
  let [praising, blaming] = [0, 0];
  for (const { rating, sentences } of reviews) {
    if (rating === 3) continue;
    const isPraise = rating > 3;
    if (isPraise) praising += 1;
    else blaming += 1;
    for (const word of describingWords(sentences)) {
      const count = words.get(word) ?? { praising: 0, blaming: 0 };
      words.set(word, count);
      if (isPraise) count.praising += 1;
      else count.blaming += 1;
    }
  }
  return { praising, blaming, words };
}

export function addOpinionWordCounts(parts: Iterable<OpinionWordCounts>): OpinionWordCounts {
  const words = new Map<string, { praising: number; blaming: number }>();
  let [praising, blaming] = [0, 0];
  for (const part of parts) {
    praising += part.praising;
    blaming += part.blaming;
    for (const [word, count] of part.words) {
      const sum = words.get(word) ?? { praising: 0, blaming: 0 };
      words.set(word, { praising: sum.praising + count.praising, blaming: sum.blaming + count.blaming });
    }
  }
  return { praising, blaming, words };
}

/** A word must stand in so many reviews. */
const minimumReviews = 8;
/** Natural log of how many times likelier it must be on one side. */
const minimumLogOdds = 1.1;
/** Standard errors that its log odds must be away from 0. */
const minimumErrors = 3;
/** The strength of a word at the threshold; one with twice the log odds has twice as much. */
const strengthAtThreshold = 0.3;
const mostStrength = 0.6;

/**
 * Strength in [-1, 1] by word, from the log odds of its reviews (half a review added on each side): only for words far from even, and
 * weaker than those of the lists, because a review's stars are about everything in it.
 */
export function learnOpinionWords({ praising, blaming, words }: OpinionWordCounts): Map<string, number> {
  const learned = new Map<string, number>();
  for (const [word, count] of words) {
    if (count.praising + count.blaming < minimumReviews) continue;
    const logOdds = Math.log(((count.praising + 0.5) * (blaming + 1)) / ((count.blaming + 0.5) * (praising + 1)));
    const error = Math.sqrt(1 / (count.praising + 0.5) + 1 / (count.blaming + 0.5));
    if (Math.abs(logOdds) < minimumLogOdds || Math.abs(logOdds) < minimumErrors * error) continue;
    const strength = Math.min(mostStrength, (strengthAtThreshold * Math.abs(logOdds)) / minimumLogOdds);
    learned.set(word, Math.sign(logOdds) * strength);
  }
  return new Map([...learned].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function describingWords(sentences: readonly LinkedSentence[]): Set<string> {
  const found = new Set<string>();
  for (const { tokens } of sentences) {
    for (const [at, { word, lemma, pos }] of tokens.entries()) {
      if (pos !== 'ADJ' && !(pos === 'VERB' && /(?:ed|ing)$/u.test(word))) continue;
      if (
        opinionWordLists.adjectives.has(word) ||
        opinionWordLists.adjectives.has(lemma) ||
        notJudging.has(word) ||
        stopWords.has(word)
      )
        continue;
      const before = tokens[at - 1];
      const isDescribing =
        pos === 'ADJ'
          ? isNoun(tokens[at + 1]) || before?.pos === 'AUX' || before?.pos === 'ADV'
          : before?.lemma === 'be';
      if (isDescribing && /^\p{L}{3,}$/u.test(word)) found.add(word);
    }
  }
  return found;
}
