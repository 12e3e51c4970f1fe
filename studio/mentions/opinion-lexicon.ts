import { scoreWord } from '../sentiment/word-scores.ts';
import { notJudging, opinionWordLists } from './opinion-words.ts';
import type { WordLists } from './opinion-words.ts';

export interface OpinionLexicon {
  words: WordLists;
  /** Strength of an adjective or participle that no list names: by the general lexicon, else as learned from the run's stars. */
  judge: (word: string) => { score: number; source: 'general' | 'learned' } | undefined;
}

/** Strength in [-1, 1] by word, learned from a run's reviews. */
export type LearnedOpinionWords = ReadonlyMap<string, number>;

export function createOpinionLexicon(learned: LearnedOpinionWords = new Map()): OpinionLexicon {
  return {
    words: opinionWordLists,
    judge: (word) => {
      if (notJudging.has(word)) return undefined;
      const general = scoreWord(word);
      if (general !== 0) return { score: general, source: 'general' };
      const score = learned.get(word);
      return score === undefined ? undefined : { score, source: 'learned' };
    },
  };
}
