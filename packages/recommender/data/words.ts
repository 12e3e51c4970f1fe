import { wordsOf } from '../../../studio/text/words.ts';
import { stopWords } from '../../../studio/text/stop-words.ts';
import { itemMark } from './mask-titles.ts';
import type { EarlyTurn } from './recommender-data.ts';

/** Ids of words; 0 is any other word. */
export interface WordIds {
  size: number;
  /** Those with an id, from 1. */
  words: readonly string[];
  idOf(word: string): number;
}

/** Words that fewer texts hold than this are known as "any other word". */
const fewestTexts = 2;
const mostWords = 8000;

/** Negations decide what an aspect word means, so they stay where other function words go. */
const negations = new Set(
  'no not never nor none without dont doesnt didnt isnt wasnt arent cant couldnt wont wouldnt'.split(' '),
);

/** Stands where a title stood. */
export const itemWord = '<item>';

/** A turn as words: who speaks, a mark for each title, and the words that say something. */
export function wordsOfTurn({ speaker, text }: EarlyTurn): string[] {
  const parts = text.split(itemMark).map((part) => wordsOf(part).filter(isTelling));
  return [`<${speaker}>`, ...parts.flatMap((words, at) => (at === 0 ? words : [itemWord, ...words]))];
}

export const isTelling = (word: string): boolean => {
  const plain = word.replaceAll("'", '');
  return negations.has(plain) || !stopWords.has(plain);
};

/** Numbers the words of training texts, the most frequent first; equally frequent ones by their letters. */
export function numberWords(texts: Iterable<readonly string[]>): WordIds {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts]
    .filter(([, count]) => count >= fewestTexts)
    .toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, mostWords);
  const ids = new Map(known.map(([word], at) => [word, at + 1]));
  return { size: ids.size + 1, words: [...ids.keys()], idOf: (word) => ids.get(word) ?? 0 };
}
