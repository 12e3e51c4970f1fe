import { stemmer } from 'stemmer';
import { denyingVerbs, negators } from '../../text/negators.ts';
import { createTagWords } from '../../text/tag-words.ts';
import type { WordRole } from '../../text/tag-words.ts';
import { splitWords } from '../../text/terms.ts';
import { talkStems } from './talk-words.ts';

/** A word of a text as the checks compare it. */
export interface SaidWord {
  /** Lower-cased. */
  word: string;
  /** Porter's stem. */
  stem: string;
  role: WordRole;
  /** Words from the nearest negation before it in its clause; Infinity where none stands. */
  negationDistance: number;
  /** Whether that negation is at most four words away. */
  isNegated: boolean;
  /** Whether it stands in a question, which says neither yes nor no. */
  isAsked: boolean;
  /** A noun, name, adjective or verb that is not talk about talk: what a statement is made of. */
  isContent: boolean;
}

/** A stretch without a break: what a negation or an adjective can reach. */
export interface SaidClause {
  text: string;
  words: readonly SaidWord[];
}

export interface SaidSentence {
  text: string;
  isQuestion: boolean;
  clauses: readonly SaidClause[];
  words: readonly SaidWord[];
}

/** Sentences of a text, their clauses and words. */
export function readSentences(text: string): readonly SaidSentence[] {
  return text
    .replaceAll('’', "'")
    .split(sentenceEnds)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => {
      const isQuestion = asks(sentence);
      const clauses = sentence
        .split(clauseBreaks)
        .filter((part) => /\p{L}/u.test(part))
        .map((part) => ({
          text: part,
          words: isQuestion ? readWords(part).map((word) => ({ ...word, isAsked: true })) : readWords(part),
        }));
      return {
        text: sentence,
        isQuestion,
        clauses,
        words: clauses.flatMap(({ words }) => words),
      };
    });
}

/** A mark that stands inside a quotation is the quoted one's: somebody wrote "why no soup?" asks nothing. */
const asks = (sentence: string): boolean =>
  /\?\)*$/u.test(sentence) || (/\?["'”)]+$/u.test(sentence) && !/\S\s+["“'‘]/u.test(sentence));

/** A full stop inside "5.99" or "e.g." ends nothing: a space must follow. */
const sentenceEnds = /(?<=[.?!…]["'”)]*)\s+/u;
const clauseBreaks =
  /[,;:()–—]+\s|\s-\s|(?<=["”])\s|\s(?=["“])|\s(?=(?:but|while|although|though|whereas|and|because|since|so)\b)/u;

const known = new Map<string, readonly SaidWord[]>();
/** Clauses of some thousand turns and quotes. */
const mostKnown = 20_000;

/** Words of a clause. The same evidence is read again at each turn of a dialog, so readings are kept. */
export function readWords(clause: string): readonly SaidWord[] {
  const found = known.get(clause);
  if (found !== undefined) return found;
  const read = tagClause(clause);
  if (known.size >= mostKnown) known.clear();
  known.set(clause, read);
  return read;
}

let tagWords: ReturnType<typeof createTagWords> | undefined;

function tagClause(clause: string): readonly SaidWord[] {
  tagWords ??= createTagWords();
  const tagged = tagWords(clause);
  const surfaces = tagged.map(({ surface }) => surface);
  const denying = surfaces.map(
    (surface, at) =>
      (negators.has(surface) || denyingVerbs.has(surface)) &&
      !isHighPraise(surfaces, at) &&
      !isConcession(surfaces, at),
  );
  return tagged.map(({ surface, role }, at) => {
    const stem = stemOf(surface);
    const distance = negationDistance(surfaces, denying, at);
    return {
      word: surface,
      stem,
      role,
      negationDistance: distance,
      isNegated: distance <= negationReach,
      isAsked: false,
      isContent: role !== 'other' && stem.length > 1 && !talkStems.has(stem) && !contraction.test(surface),
    };
  });
}

/** Taggers take "i'm" for a noun. */
const contraction = /^(?:i|you|he|she|it|we|they|that|there|here|what|who|let)'/u;

/** Words from the nearest negation before a word of its clause, or from what wards it off ("keeps it from falling"); Infinity where none stands. */
function negationDistance(words: readonly string[], denying: readonly boolean[], at: number): number {
  const before = words.slice(0, at);
  const warded = before.some((word) => wardings.has(word)) ? before.lastIndexOf('from') : -1;
  const last = Math.max(warded, denying.slice(0, at).lastIndexOf(true));
  return last < 0 ? Infinity : at - last;
}

/** "Could not be better", "can't say enough", "can't go wrong": nothing is denied. */
const isHighPraise = (words: readonly string[], at: number): boolean =>
  /^(?:can|ca|could|cannot|cant)$/u.test((words[at] === 'cannot' ? words[at] : words[at - 1]) ?? '') &&
  highPraise.test(words.slice(at + 1, at + 5).join(' '));
const highPraise =
  /^(?:be|have been|get|ask for|have asked for|say|go|recommend|praise|beat|wait|imagine) (?:it |this |them |any |a )?(?:better|happier|nicer|easier|faster|friendlier|fresher|more|enough|wrong)\b/u;

/** "Reasonably priced, if not underpriced": as good as that, nothing is denied. */
const isConcession = (words: readonly string[], at: number): boolean =>
  words[at] === 'not' && words[at - 1] === 'if' && at <= 2;

const negationReach = 4;
const wardings: ReadonlySet<string> = new Set(
  'keep keeps kept keeping stop stops prevent prevents protect protects save saves'.split(' '),
);

const knownStems = new Map<string, string>();

export function stemOf(word: string): string {
  const found = knownStems.get(word);
  if (found !== undefined) return found;
  const stem = stemmer(word.toLowerCase().replaceAll(/['’]/gu, ''));
  if (knownStems.size >= mostKnown) knownStems.clear();
  knownStems.set(word, stem);
  return stem;
}

/** Stems of all words of a text. */
export const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(splitWords(text).map(({ surface }) => stemOf(surface)));

/** Stems of the content words of a text, each once. */
export const contentStems = (text: string): string[] => [
  ...new Set(readWords(text).flatMap(({ stem, isContent }) => (isContent ? [stem] : []))),
];
