import type { Opinion, OpinionRole, OpinionSource } from './opinion.ts';
import { isRefused } from './negation.ts';
import { isNoun } from './noun-groups.ts';
import type { OpinionLexicon } from './opinion-lexicon.ts';
import { amounts, favorites, functionVerbs, intensities, notJudging } from './opinion-words.ts';
import type { Token } from './read-tokens.ts';

/** What most opinions are not. */
export const plainOpinion = { isNegated: false, isExcess: false, isAmount: false };

const favoriteScore = 0.9;
const excessScore = -0.5;
const longTakingScore = -0.4;
const refusalScore = -0.6;

/** The opinion that the word at `at` expresses in its part of speech, before intensity and negation. */
export function readOpinionWord(tokens: readonly Token[], at: number, lexicon: OpinionLexicon): Opinion | undefined {
  switch (tokens[at]?.pos) {
    case 'ADJ':
      return readAdjective(tokens, at, lexicon);
    case 'ADV':
    case 'INTJ':
      return readAdverb(tokens, at, lexicon);
    case 'VERB':
      return readVerb(tokens, at, lexicon);
    case 'NOUN':
    case 'PROPN':
      return readNoun(tokens, at, lexicon);
    default:
      return undefined;
  }
}

function opinion(
  at: number,
  role: OpinionRole,
  score: number | undefined,
  source: OpinionSource = 'listed',
): Opinion | undefined {
  return score === undefined ? undefined : { ...plainOpinion, from: at, to: at + 1, role, score, source };
}

function readAdjective(tokens: readonly Token[], at: number, { words, judge }: OpinionLexicon): Opinion | undefined {
  const { word = '', lemma = '' } = tokens[at] ?? {};
  const before = tokens[at - 1];
  // "latest" is no form of "late" that judges.
  const listed = words.adjectives.get(word) ?? (notJudging.has(word) ? undefined : words.adjectives.get(lemma));
  if (before?.word === 'too' && before.pos === 'ADV' && !isNoun(tokens[at + 1])) {
    const score = Math.min(excessScore, -Math.abs(listed ?? 0));
    return { ...plainOpinion, from: at - 1, to: at + 1, role: 'adjective', score, source: 'pattern', isExcess: true };
  }
  if (favorites.has(word)) return isOwnFavorite(tokens, at) ? opinion(at, 'adjective', favoriteScore) : undefined;
  const amount = amounts.get(word);
  if (amount !== undefined) {
    return {
      ...plainOpinion,
      from: at,
      to: at + 1,
      role: 'adjective',
      score: amount,
      source: 'pattern',
      isAmount: true,
    };
  }
  if (listed !== undefined) return opinion(at, 'adjective', listed);
  const judged = judge(word);
  return judged && opinion(at, 'adjective', judged.score, judged.source);
}

function readAdverb(tokens: readonly Token[], at: number, { words }: OpinionLexicon): Opinion | undefined {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.pos;
  if (intensities.has(word) && (next === 'ADJ' || next === 'ADV')) return undefined;
  const listed = words.adverbs.get(word);
  if (listed === undefined) return opinion(at, 'adjective', words.adjectives.get(word));
  return opinion(at, tokens[at - 1]?.pos === 'AUX' ? 'adjective' : 'adverb', listed);
}

function readVerb(tokens: readonly Token[], at: number, { words, judge }: OpinionLexicon): Opinion | undefined {
  const { word = '', lemma = '' } = tokens[at] ?? {};
  const before = tokens[at - 1]?.pos;
  const isParticiple = /(?:ed|en|ing|nt)$/u.test(word);
  const adjective = opinion(at, 'adjective', words.adjectives.get(word));
  if (adjective !== undefined && (isParticiple || word !== lemma || before === 'AUX')) return adjective;
  const verb =
    opinion(at, 'judges-subject', words.subjectVerbs.get(lemma)) ??
    opinion(at, 'judges-object', words.objectVerbs.get(lemma)) ??
    adjective;
  if (verb !== undefined) return verb;
  if (lemma === 'take' && takesLong(tokens, at) && !isRefused(tokens, at)) {
    return opinion(at, 'judges-subject', longTakingScore, 'pattern');
  }
  if (functionVerbs.has(lemma) && isRefused(tokens, at)) {
    const refused = opinion(at, 'judges-subject', refusalScore, 'pattern');
    return refused && { ...refused, isNegated: true };
  }
  // "a revolting smell", "was fascinating"; not "they accepted".
  if (!isParticiple || !(isNoun(tokens[at + 1]) || before === 'AUX' || before === 'ADV')) return undefined;
  const judged = judge(word);
  return judged && opinion(at, 'adjective', judged.score, judged.source);
}

function readNoun(tokens: readonly Token[], at: number, { words }: OpinionLexicon): Opinion | undefined {
  const { word = '', lemma = '' } = tokens[at] ?? {};
  const next = tokens[at + 1];
  if (favorites.has(word)) {
    return isOwnFavorite(tokens, at) ? opinion(at, isNoun(next) ? 'adjective' : 'noun', favoriteScore) : undefined;
  }
  const listed =
    opinion(at, 'noun', words.nouns.get(word) ?? words.nouns.get(lemma)) ??
    // Taggers see names and nouns where a verbless remark starts with its verdict: "Overpriced and loud".
    opinion(at, 'adjective', words.adjectives.get(word));
  if (listed !== undefined) return listed;
  // "The app crashes": a plural noun for a verb.
  if (word !== lemma && next?.pos !== 'NOUN' && words.subjectVerbs.has(lemma)) {
    return opinion(at, 'judges-subject', words.subjectVerbs.get(lemma));
  }
  if (next?.pos !== 'DET' && next?.pos !== 'PRON') return undefined;
  return opinion(at, 'judges-object', words.objectVerbs.get(lemma));
}

function isOwnFavorite(tokens: readonly Token[], at: number): boolean {
  if (at === 0) return true;
  return tokens.slice(Math.max(0, at - 4), at).some(({ word }) => /^(?:my|our|mine|'s|a|personal|of)$/u.test(word));
}

const longTimes = /^(?:minutes?|mins?|hours?|hrs?|forever|ages?|eternity|weeks?|months?|long|longer)$/u;

const shortTimes = /^(?:under|less|only|just|few|couple|seconds?|a)$/u;

/** "took forty minutes", "takes ages". */
const takesLong = (tokens: readonly Token[], at: number): boolean => {
  const after = tokens.slice(at + 1, at + 7);
  return after.some(({ word }) => longTimes.test(word)) && !after.some(({ word }) => shortTimes.test(word));
};
