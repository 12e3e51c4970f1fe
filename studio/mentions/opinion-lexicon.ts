import afinnWords from 'wink-sentiment/src/afinn-en-165.js';
import { reviewLexicon } from '../sentiment/review-lexicon.ts';
import type { Opinion } from './find-opinions.ts';
import { notJudging, opinionWordLists } from './opinion-words.ts';
import type { WordLists } from './opinion-words.ts';
import type { Token } from './read-tokens.ts';

export interface OpinionLexicon {
  words: WordLists;
  /** Opinion of an adjective or participle that no list names: by the general lexicon, else as learned from the run's stars. */
  lemmaScore: (token: Token) => Opinion | undefined;
}

/** Strength in [-1, 1] by word, learned from a run's reviews. */
export type LearnedOpinionWords = ReadonlyMap<string, number>;

/** AFINN's 5 is for curses; 4 ("amazing") counts as full. */
const fullScore = 4;

export function createOpinionLexicon(learned: LearnedOpinionWords = new Map()): OpinionLexicon {
  return {
    words: opinionWordLists,
    lemmaScore: ({ word }) => {
      if (notJudging.has(word)) return undefined;
      const ruled = reviewLexicon.get(word);
      const general = ruled ?? afinnWords[word] ?? 0;
      const score = general !== 0 ? Math.max(-1, Math.min(1, general / fullScore)) : (learned.get(word) ?? 0);
      if (score === 0) return undefined;
      return {
        from: 0,
        to: 0,
        role: 'adjective',
        source: general !== 0 ? 'general' : 'learned',
        score,
        isNegated: false,
        isExcess: false,
        isAmount: false,
      };
    },
  };
}
