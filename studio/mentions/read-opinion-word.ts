import type { Opinion, OpinionRole, OpinionSource } from './opinion.ts';
import { isRefused } from './negation.ts';
import { isNoun } from './noun-groups.ts';
import type { OpinionLexicon } from './opinion-lexicon.ts';
import { amounts, favorites, intensities, notJudging } from './opinion-words.ts';
import { readFailing } from './failings.ts';
import type { Token } from './read-tokens.ts';

/** What most opinions are not. */
export const plainOpinion = { isNegated: false, isExcess: false, isAmount: false };

const favoriteScore = 0.9;
const excessScore = -0.5;
const longTakingScore = -0.4;
const failingScore = -0.6;
const lackScore = -0.4;
const cheapLookScore = -0.5;
const needScore = -0.5;

/** The opinion that the word at `at` expresses in its part of speech, before intensity and negation. */
export function readOpinionWord(tokens: readonly Token[], at: number, lexicon: OpinionLexicon): Opinion | undefined {
  switch (tokens[at]?.pos) {
    case 'ADJ':
      return readAdjective(tokens, at, lexicon);
    case 'ADV':
    case 'INTJ':
      return readAdverb(tokens, at, lexicon);
    case 'VERB':
      return readVerb(tokens, at, lexicon) ?? tellFailing(tokens, at);
    case 'AUX':
      return tellFailing(tokens, at);
    case 'DET':
      return tellLack(tokens, at);
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
  const isTooMuch = before !== undefined && isExcess(tokens, at - 1);
  if (isTooMuch && isResisted(tokens, at + 1)) {
    // "too good to resist"; one that is not liked all the more remains: "too salty to miss".
    const plain = listed ?? judge(word)?.score;
    if (plain !== undefined && plain > 0) return opinion(at, 'adjective', plain);
  }
  if (isIced(tokens, at)) return opinion(at, 'adjective', icedScore);
  if (isTooMuch && !isNoun(tokens[at + 1])) {
    const score = Math.min(excessScore, -Math.abs(listed ?? 0));
    return { ...plainOpinion, from: at - 1, to: at + 1, role: 'adjective', score, source: 'pattern', isExcess: true };
  }
  if (favorites.has(word)) return isOwnFavorite(tokens, at) ? opinion(at, 'adjective', favoriteScore) : undefined;
  if (word === 'cheap' && seemsSo(tokens, at)) return opinion(at, 'adjective', cheapLookScore);
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

/** "to resist" */
const isResisted = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === 'to' &&
  /^(?:resist|pass|miss|skip|ignore|refuse|share|stop|leave)$/u.test(tokens[at + 1]?.lemma ?? '');

/** "Icy cold beer", "ice cold", said of what is served as cold as it gets. */
const isIced = (tokens: readonly Token[], at: number): boolean =>
  /^(?:icy|ice-cold|cold)$/u.test(tokens[at]?.word ?? '') &&
  icyCold.test(wordsAround(tokens, at)) &&
  tokens.some(({ word, lemma }) => iced.has(word) || iced.has(lemma));
const icyCold = /\bic[ey][ -]cold\b/u;
const wordsAround = (tokens: readonly Token[], at: number): string =>
  tokens
    .slice(Math.max(0, at - 1), at + 2)
    .map(({ word }) => word)
    .join(' ');
const iced: ReadonlySet<string> = new Set(
  'beer draft ale lager drink cocktail margarita soda lemonade tea water'.split(' '),
);
const icedScore = 0.5;

/** "too big", and as many write it, "a little to big". */
const isExcess = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]?.word === 'too' && tokens[at]?.pos === 'ADV') ||
  (tokens[at]?.word === 'to' && /^(?:little|bit|way|is|are|was|were|just)$/u.test(tokens[at - 1]?.word ?? ''));

/** "feels pretty cheap"; a cheap thing is none to complain of. */
function seemsSo(tokens: readonly Token[], at: number): boolean {
  let left = at - 1;
  while (tokens[left]?.pos === 'ADV') left -= 1;
  return /^(?:feel|look|seem|sound)$/u.test(tokens[left]?.lemma ?? '');
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
  if (lemma === 'wish' && before === 'PRON') return opinion(at, 'lack', lackScore, 'pattern');
  if (lemma === 'need' && needsDoing(tokens, at) && !isRefused(tokens, at))
    return opinion(at, 'judges-subject', needScore, 'pattern');
  if (/^(?:sit|stand)$/u.test(lemma) && takesLong(tokens, at, /^(?:hours?|mins?|minutes?)$/u)) {
    return opinion(at, 'failing', longTakingScore, 'pattern');
  }
  if ((lemma === 'take' || lemma === 'wait') && takesLong(tokens, at) && !isRefused(tokens, at)) {
    return opinion(at, lemma === 'take' ? 'judges-subject' : 'failing', longTakingScore, 'pattern');
  }
  // "a revolting smell", "was fascinating"; not "they accepted".
  if (!isParticiple || !(isNoun(tokens[at + 1]) || before === 'AUX' || before === 'ADV')) return undefined;
  const judged = judge(word);
  return judged && opinion(at, 'adjective', judged.score, judged.source);
}

/** What does not do its work, and other failings that a verb names. */
function tellFailing(tokens: readonly Token[], at: number): Opinion | undefined {
  const to = readFailing(tokens, at);
  return to === undefined
    ? undefined
    : { ...plainOpinion, from: at, to, role: 'failing', score: failingScore, source: 'pattern', isNegated: true };
}

/** "No instructions" */
function tellLack(tokens: readonly Token[], at: number): Opinion | undefined {
  return tokens[at]?.word === 'no' && isNoun(tokens[at + 1]) ? opinion(at, 'lack', lackScore, 'pattern') : undefined;
}

function readNoun(tokens: readonly Token[], at: number, { words }: OpinionLexicon): Opinion | undefined {
  const { word = '', lemma = '' } = tokens[at] ?? {};
  const next = tokens[at + 1];
  if (favorites.has(word)) {
    return isOwnFavorite(tokens, at) ? opinion(at, isNoun(next) ? 'adjective' : 'noun', favoriteScore) : undefined;
  }
  // "worth the hassle"
  if (tokens[at - 2]?.word === 'worth') return undefined;
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

/** "needs to be replaced", "need updating" */
function needsDoing(tokens: readonly Token[], at: number): boolean {
  const [next, second, third] = tokens.slice(at + 1, at + 4);
  const isPassive = next?.word === 'to' && second?.lemma === 'be' && third?.pos === 'VERB';
  return isPassive || (next?.pos === 'VERB' && next.word.endsWith('ing'));
}

const longTimes = /^(?:minutes?|mins?|hours?|hrs?|forever|ages?|eternity|weeks|months|long|longer)$/u;

const shortTimes = /^(?:under|less|only|just|few|couple|seconds?|a)$/u;

/** "took forty minutes", "takes ages". */
const takesLong = (tokens: readonly Token[], at: number, times = longTimes): boolean => {
  const after = tokens.slice(at + 1, at + 7);
  return after.some(({ word }) => times.test(word)) && !after.some(({ word }) => shortTimes.test(word));
};
