import { idioms } from './idioms.ts';
import type { Idiom } from './idioms.ts';
import { amounts, copulas, functionVerbs } from './opinion-words.ts';
import type { OpinionLexicon } from './opinion-lexicon.ts';
import type { Token } from './read-tokens.ts';

/** What an opinion expression does in its sentence, which says where its term is looked for. */
export type OpinionRole = 'adjective' | 'adverb' | 'judges-subject' | 'judges-object' | 'noun' | 'none';

/** Where the strength of an opinion word comes from. */
export type OpinionSource = 'listed' | 'general' | 'learned' | 'idiom' | 'pattern';

/** An opinion expression: tokens `from` up to `to`, end exclusive. */
export interface Opinion {
  from: number;
  to: number;
  role: OpinionRole;
  source: OpinionSource;
  /** Strength in [-1, 1], intensity and negation applied. */
  score: number;
  isNegated: boolean;
  /** "too salty": of any adjective. */
  isExcess: boolean;
  /** An amount ("high"), which is good or bad by what it is of; `score` is 1 for more, -1 for less. */
  isAmount: boolean;
}

const intensities: ReadonlyMap<string, number> = new Map([
  ...'absolutely amazingly completely exceptionally extremely highly hugely incredibly insanely really remarkably ridiculously seriously so super terribly totally truly unbelievably utterly very most way freaking damn'
    .split(' ')
    .map((word): [string, number] => [word, 1.25]),
  ...'fairly kinda mildly partly pretty rather reasonably relatively slightly somewhat sorta quite bit little'
    .split(' ')
    .map((word): [string, number] => [word, 0.7]),
]);

/** The project's negators, in the spelling of `plainWord`. */
export const negators: ReadonlySet<string> = new Set(
  'not no never none neither nor nobody nothing without hardly barely scarcely zero lacks aint cannot'.split(' '),
);

/** Tokenizers cut "can't" and "wont" in two. */
const plainWords: ReadonlyMap<string, string> = new Map([
  ["n't", 'not'],
  ['nt', 'not'],
  ["n'", 'not'],
  ['ca', 'can'],
  ['wo', 'will'],
  ["'s", 'is'],
  ["'re", 'are'],
  ["'m", 'am'],
]);
export const plainWord = ({ word }: Token): string => plainWords.get(word) ?? word;

export const contrasts: ReadonlySet<string> = new Set(
  'but however although though whereas while yet except despite because since cause if unless when whenever until unfortunately which who that'.split(
    ' ',
  ),
);
const hardStops: ReadonlySet<string> = new Set([';', ':', '.', '!', '?', '(', ')', '…', '--', '-', '—', '/', '"']);

/** Opinion expressions of a sentence in order, without overlap. */
export function findOpinions(tokens: readonly Token[], lexicon: OpinionLexicon): Opinion[] {
  const found: Opinion[] = [];
  for (let at = 0; at < tokens.length;) {
    const opinion = findIdiom(tokens, at) ?? readOpinion(tokens, at, lexicon);
    if (opinion === undefined) {
      at += 1;
      continue;
    }
    if (opinion.role !== 'none')
      found.push(opinion.source === 'idiom' ? negateIdiom(tokens, opinion) : modify(tokens, opinion));
    at = opinion.to;
  }
  return found;
}

function findIdiom(tokens: readonly Token[], at: number): Opinion | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const word = plainWord(token);
  const candidates =
    word === token.lemma ? idioms.get(word) : [...(idioms.get(word) ?? []), ...(idioms.get(token.lemma) ?? [])];
  for (const idiom of candidates ?? []) {
    if (!matches(tokens, at, idiom)) continue;
    return { ...blank, from: at, to: at + idiom.words.length, role: idiom.role, score: idiom.score, source: 'idiom' };
  }
  return undefined;
}

const matches = (tokens: readonly Token[], at: number, { words }: Idiom): boolean =>
  words.every((word, offset) => {
    const token = tokens[at + offset];
    return token !== undefined && (plainWord(token) === word || token.lemma === word);
  });

const blank = { isNegated: false, isExcess: false, isAmount: false };

function readOpinion(tokens: readonly Token[], at: number, { words, lemmaScore }: OpinionLexicon): Opinion | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  const as = (role: OpinionRole, score: number | undefined, source: OpinionSource): Opinion | undefined =>
    score === undefined || score === 0 ? undefined : { ...blank, from: at, to: at + 1, role, score, source };
  const at1 = (opinion: Opinion | undefined): Opinion | undefined => opinion && { ...opinion, from: at, to: at + 1 };
  const { word, pos, lemma } = token;
  switch (pos) {
    case 'ADJ': {
      if (before?.word === 'too' && before.pos === 'ADV' && next?.pos !== 'NOUN') {
        const score = Math.min(-0.5, -Math.abs(words.adjectives.get(word) ?? 0.5));
        return { ...blank, from: at - 1, to: at + 1, role: 'adjective', score, source: 'pattern', isExcess: true };
      }
      const amount = amounts.get(word);
      if (amount !== undefined)
        return { ...blank, from: at, to: at + 1, role: 'adjective', score: amount, source: 'pattern', isAmount: true };
      return (
        as('adjective', words.adjectives.get(word) ?? words.adjectives.get(lemma), 'listed') ?? at1(lemmaScore(token))
      );
    }
    case 'ADV':
    case 'INTJ': {
      if (intensities.has(word) && (next?.pos === 'ADJ' || next?.pos === 'ADV')) return undefined;
      const listed = words.adverbs.get(word);
      if (listed !== undefined)
        return before?.pos === 'AUX' ? as('adjective', listed, 'listed') : as('adverb', listed, 'listed');
      return as('adjective', words.adjectives.get(word), 'listed');
    }
    case 'VERB': {
      const isParticiple = /(?:ed|en|ing|nt)$/u.test(word);
      const adjective = words.adjectives.get(word);
      if (adjective !== undefined && (isParticiple || word !== lemma || before?.pos === 'AUX'))
        return as('adjective', adjective, 'listed');
      const subject = words.subjectVerbs.get(lemma);
      if (subject !== undefined) return as('judges-subject', subject, 'listed');
      const object = words.objectVerbs.get(lemma);
      if (object !== undefined) return as('judges-object', object, 'listed');
      if (adjective !== undefined) return as('adjective', adjective, 'listed');
      if (lemma === 'take' && takesLong(tokens, at))
        return { ...blank, from: at, to: at + 1, role: 'judges-subject', score: -0.4, source: 'pattern' };
      if (functionVerbs.has(lemma) && isRefused(tokens, at))
        return {
          ...blank,
          from: at,
          to: at + 1,
          role: 'judges-subject',
          score: -0.6,
          source: 'pattern',
          isNegated: true,
        };
      // "a revolting smell", "was fascinating"; not "they accepted".
      if (isParticiple && (next?.pos === 'NOUN' || before?.pos === 'AUX' || before?.pos === 'ADV'))
        return at1(lemmaScore(token));
      return undefined;
    }
    case 'NOUN':
    case 'PROPN': {
      const noun = words.nouns.get(word) ?? words.nouns.get(lemma);
      if (noun !== undefined) return as('noun', noun, 'listed');
      // Taggers see names and nouns where a verbless remark starts with its verdict: "Overpriced and loud".
      const adjective = words.adjectives.get(word);
      if (adjective !== undefined) return as('adjective', adjective, 'listed');
      // "The app crashes": a plural noun for a verb.
      const verb = next?.pos === 'NOUN' ? undefined : (words.subjectVerbs.get(lemma) ?? undefined);
      if (verb !== undefined && word !== lemma) return as('judges-subject', verb, 'listed');
      const object = words.objectVerbs.get(lemma);
      if (object !== undefined && (next?.pos === 'DET' || next?.pos === 'PRON'))
        return as('judges-object', object, 'listed');
      return undefined;
    }
    default: {
      const object = words.objectVerbs.get(lemma);
      if (object !== undefined && pos === 'X') return as('judges-object', object, 'listed');
      return undefined;
    }
  }
}

/** "took forty minutes", "takes ages". */
const takesLong = (tokens: readonly Token[], at: number): boolean =>
  tokens
    .slice(at + 1, at + 7)
    .some(({ word }) =>
      /^(?:minutes?|mins?|hours?|hrs?|forever|ages?|eternity|weeks?|months?|long|longer)$/u.test(word),
    );

const isRefused = (tokens: readonly Token[], at: number): boolean => {
  for (let left = at - 1; left >= 0 && left >= at - 3; left -= 1) {
    const token = tokens[left];
    if (token === undefined) return false;
    if (negators.has(plainWord(token))) return true;
    if (token.pos !== 'ADV' && token.pos !== 'AUX' && token.pos !== 'PART') return false;
  }
  return false;
};

/** "not great" is not as bad as "terrible". */
const negatedPraise = -0.7;
/** Nor is "not bad" as good as "great". */
const negatedBlame = -0.6;

function modify(tokens: readonly Token[], opinion: Opinion): Opinion {
  let score = opinion.score;
  let { from } = opinion;
  while (from > 0) {
    const intensity = intensities.get(tokens[from - 1]?.word ?? '');
    if (intensity === undefined) break;
    if (!opinion.isAmount) score *= intensity;
    from -= 1;
  }
  if (opinion.source === 'pattern' && opinion.isNegated) return opinion;
  if (isWished(tokens, from, opinion))
    return { ...opinion, from, score: -0.4, isAmount: false, source: 'pattern', isExcess: true };
  const isNegated = isInNegation(tokens, from, opinion);
  if (isNegated) score *= score > 0 ? negatedPraise : negatedBlame;
  return { ...opinion, from, score: clip(score), isNegated };
}

function negateIdiom(tokens: readonly Token[], opinion: Opinion): Opinion {
  const isNegated =
    opinion.score !== 0 &&
    !tokens.slice(opinion.from, opinion.to).some((token) => negators.has(plainWord(token))) &&
    isInNegation(tokens, opinion.from, opinion);
  return isNegated
    ? { ...opinion, score: opinion.score * (opinion.score > 0 ? negatedPraise : negatedBlame), isNegated }
    : opinion;
}

/** "could be better", "should have been cheaper": what is wished for is not there. */
function isWished(tokens: readonly Token[], from: number, { to, role }: Opinion): boolean {
  const word = tokens[to - 1]?.word ?? '';
  const isComparative =
    /(?:[^e]er|better|worse)$/u.test(word) || tokens[from]?.word === 'more' || tokens[from - 1]?.word === 'more';
  if (role !== 'adjective' || !isComparative) return false;
  const before = tokens.slice(Math.max(0, from - 6), from).map(plainWord);
  const modal = before.findLastIndex((each) => each === 'could' || each === 'should');
  return (
    (modal >= 0 &&
      !before.slice(modal).some((each) => each === 'not' || each === ',' || each === 'and' || each === 'but') &&
      before.slice(modal).includes('be')) ||
    (modal >= 0 && before.slice(modal).includes('been') && !before.slice(modal).includes('not'))
  );
}

const clip = (score: number): number => Math.max(-1, Math.min(1, score));

const negationReach = 7;
const raising: ReadonlySet<string> = new Set('think believe feel find say seem be have do get expect'.split(' '));

/**
 * Whether a negator before `at` reaches it: over its own noun phrase, a copula, "think"; not over a stop, a contrast or another verb.
 */
function isInNegation(tokens: readonly Token[], at: number, { role }: Opinion): boolean {
  let crossedVerbs = 0;
  let crossedNouns = 0;
  for (let left = at - 1; left >= 0 && at - left <= negationReach; left -= 1) {
    const token = tokens[left];
    if (token === undefined) return false;
    const word = plainWord(token);
    if (word === 'only' && plainWord(tokens[left - 1] ?? token) === 'not') return false;
    if (negators.has(word)) {
      // "no" and "without" negate their own noun phrase.
      if ((word === 'no' || word === 'without' || word === 'zero') && (crossedVerbs > 0 || crossedNouns > 0))
        return false;
      if (crossedNouns > 0 && crossedVerbs === 0) return false;
      return true;
    }
    if (hardStops.has(token.word) || contrasts.has(word)) return false;
    if (token.word === ',') return false;
    if (token.pos === 'NOUN' || token.pos === 'PROPN' || (token.pos === 'PRON' && role !== 'adjective')) {
      crossedNouns += 1;
      if (crossedNouns > 1 && crossedVerbs === 0) return false;
    }
    if (token.pos === 'VERB') {
      crossedVerbs += 1;
      if (raising.has(token.lemma) || copulas.has(token.lemma)) crossedVerbs -= 1;
      else if (role === 'judges-subject' || role === 'judges-object') return false;
      if (crossedVerbs > 1) return false;
    }
    if (token.pos === 'CCONJ' && (word === 'and' || word === 'but') && crossedVerbs + crossedNouns > 0) return false;
  }
  return false;
}
