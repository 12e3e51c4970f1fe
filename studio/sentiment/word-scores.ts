import afinnPairs from 'wink-sentiment/src/afinn-en-165-2grams.js';
import afinnWords from 'wink-sentiment/src/afinn-en-165.js';
import { wordsOf } from '../text/words.ts';
import { reviewLexicon, reviewPhrases } from './review-lexicon.ts';

/** AFINN's 5 is for curses; 4 ("amazing") counts as full. */
const fullScore = 4;

/** From this score of AFINN's on, a word alone says which side it is on: 2 is "good" and "bad". */
const clearScore = 2;

/** 1 for a word of clear praise, -1 for one of clear complaint by AFINN-165, else 0. */
export function clearSideOf(word: string): -1 | 0 | 1 {
  const score = afinnScore(word);
  if (score >= clearScore) return 1;
  return score <= -clearScore ? -1 : 0;
}

/** Score of a word by the review lexicon, else by AFINN-165, in [-1, 1]; 0 for a word that neither knows. */
export const scoreWord = (word: string): number => clip((reviewLexicon.get(word) ?? afinnScore(word)) / fullScore);

/** Score of two words in a row that say together what neither says alone; undefined for any other two. */
function scorePair(first: string, second: string): number | undefined {
  const score =
    reviewPhrases.get(`${first} ${second}`) ??
    (Object.hasOwn(afinnPairs, first) ? afinnPairs[first]?.[second] : undefined);
  return score === undefined ? undefined : score / fullScore;
}

/**
 * Sentiment of a label of a few words, in [-1, 1]: the scores of its n scored words and pairs over sqrt(n), since two opinions say more than
 * one but not twice as much. `null` when nothing in it has a score. Of sentences this says little: see `studio/mentions`.
 */
export function scoreLabel(label: string): number | null {
  const words = wordsOf(label);
  const scores: number[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const pair = scorePair(word, words[at + 1] ?? '');
    if (pair !== undefined) at += 1;
    const score = pair ?? scoreWord(word);
    if (score !== 0) scores.push(score);
  }
  if (scores.length === 0) return null;
  return clip(scores.reduce((sum, score) => sum + score, 0) / Math.sqrt(scores.length));
}

const afinnScore = (word: string): number => (Object.hasOwn(afinnWords, word) ? (afinnWords[word] ?? 0) : 0);

const clip = (score: number): number => Math.max(-1, Math.min(1, score));
