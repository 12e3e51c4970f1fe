import analyseSentiment from 'wink-sentiment';
import { reviewLexicon } from './review-lexicon.ts';

/** AFINN's 5 is for curses; 4 ("amazing") counts as full. */
const fullScore = 4;
/** "not great" is not as bad as "terrible". */
const negationFactor = -0.7;
/** Words a negator reaches over: "not at all good". */
const negationReach = 3;
/** A token longer than a word of any language makes the tokenizer's patterns quadratic. */
const overlongToken = /\S{41,}/gu;

const negators: ReadonlySet<string> = new Set(
  "no not never none nor neither zero fixed fixes without hardly barely cannot n't t nothing lacks lacking lacked arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt".split(
    ' ',
  ),
);

/** How the words of a clause are scored. Plain data. */
export type SentimentScorer = { kind: 'lexicon' };

/** Sentiment of a clause's own words in [-1, 1]; `null` where they say nothing. */
export type ScoreClause = (clause: string) => number | null;

export function createScoreClause(_scorer: SentimentScorer): ScoreClause {
  return scoreWords;
}

/**
 * Sentiment of a clause's own words in [-1, 1]: the mean score of its opinion words (AFINN through wink-sentiment, corrected by
 * `reviewLexicon`), each turned where a negator stands at most three words before it. `null` when no word has a score. Contrast within
 * a sentence is the clause segmenter's work.
 */
export function scoreWords(clause: string): number | null {
  const { tokenizedPhrase: tokens = [] } = analyseSentiment(clause.replaceAll('’', "'").replaceAll(overlongToken, ''));
  let total = 0;
  let scored = 0;
  let wordsSinceNegator = Infinity;
  for (const token of tokens) {
    const word = token.value.toLowerCase();
    const own = Object.hasOwn(token, 'score') ? plainScore(token.score, token.negation) : 0;
    const score = token.grouped === 1 ? own : (reviewLexicon.get(word) ?? own);
    if (score !== 0) {
      total += wordsSinceNegator <= negationReach ? score * negationFactor : score;
      scored += 1;
    }
    if (negators.has(word)) wordsSinceNegator = 1;
    else if (token.tag === 'word') wordsSinceNegator += 1;
  }
  if (scored === 0) return null;
  return Math.max(-1, Math.min(1, total / scored / fullScore));
}

/** The lexicon's score before wink's own negation. Words like "constructor" meet a property of its table that is no number. */
function plainScore(score: unknown, isNegated: boolean | undefined): number {
  if (typeof score !== 'number' || !Number.isFinite(score)) return 0;
  return isNegated === true ? -score : score;
}

/**
 * A mention's sentiment in [-1, 1]: (1 - w) * words + w * stars, with stars = (rating - 3) / 2. Where the words are silent, the stars
 * alone speak, at half their weight: w / 2 * stars.
 */
export function blendSentiment(words: number | null, rating: number, starWeight: number): number {
  const stars = (rating - 3) / 2;
  return words === null ? (starWeight / 2) * stars : (1 - starWeight) * words + starWeight * stars;
}
