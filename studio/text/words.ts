import { stemmer } from 'stemmer';

/** A word where it stands in a text: UTF-16 units, end exclusive. */
export interface WordSpan {
  text: string;
  start: number;
  end: number;
}

/**
 * The words of a text as they are written: runs of letters, digits and marks, with apostrophes inside ("don't"). The project's one idea of a
 * word: `wordsOf` spells the same words alike, `splitWords` (terms.ts) stems those that begin with a letter, `scanWords` counts them without
 * making strings. Only the figures of a predecessor are counted by its own tokenizer (studio/evaluation/text-diversity.ts).
 */
export const wordSpansOf = (text: string): WordSpan[] =>
  Array.from(text.matchAll(writtenWord), ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));

/** The same without their places. */
export const writtenWords = (text: string): string[] => text.match(writtenWord) ?? [];

const writtenWord = /[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*/gu;

/** Lower-cased words, as `wordSpansOf` finds them. Accents are dropped, so "café" equals "cafe". */
export function wordsOf(text: string): readonly string[] {
  const found = knownWords.get(text);
  if (found !== undefined) return found;
  const words = readWords(text);
  if (knownWords.size >= maximumKnown) knownWords.clear();
  knownWords.set(text, words);
  return words;
}

/** Every check begins with the words of what was said, at each turn again of all that was said before. */
const knownWords = new Map<string, readonly string[]>();
/** The utterances, titles and labels of some hundred dialogs. */
const maximumKnown = 10_000;

function readWords(text: string): string[] {
  if (asciiOnly.test(text)) return text.toLowerCase().match(/[a-z0-9]+(?:'[a-z0-9]+)*/gu) ?? [];
  // Before NFKD, which would make letters of a trade mark sign.
  const plain = text
    .replaceAll(/\p{So}/gu, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’ʼ]/gu, "'")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];
}

const asciiOnly = /^\p{ASCII}*$/u;

/** Sentences with their end marks. An abbreviation's full stop may split one in two, which the checks that use this can bear. */
export const sentencesOf = (text: string): string[] =>
  text
    .match(/[^.?!…]+[.?!…]*/gu)
    ?.map((part) => part.trim())
    .filter((part) => part !== '') ?? [];

const linkingWords = new Set('a an and at by for from in it its of on or the to with'.split(' '));

/** Stems of the words that make a label; linking words count only where a label has nothing else. */
export function labelStems(label: string): string[] {
  const words = wordsOf(label);
  const content = words.filter((word) => !linkingWords.has(word));
  return (content.length > 0 ? content : words).map((word) => stemmer(word));
}

/** Whether the text names the label or one of its words, in singular or plural. */
export function mentionsLabel(text: string, label: string): boolean {
  const stems = new Set(wordsOf(withoutVerdicts(text)).map((word) => stemmer(word)));
  return labelStems(label).some((stem) => stems.has(stem));
}

/** Whether the text names the whole label, its words in a row, in singular or plural. */
export function namesLabel(text: string, label: string): boolean {
  return stemmed(withoutVerdicts(text)).includes(stemmed(label));
}

/** "sounds annoyed", "looks good": not the sound, not the looks. */
const withoutVerdicts = (text: string): string => text.replaceAll(verdictVerb, 'seems ');
const verdictVerb =
  /\b(?:sound|look|feel)(?:s|ed)? (?=(?:so |very |quite |rather |really )?(?:annoyed|content|cross|fine|glad|good|great|happy|impressed|interesting|kind|like|nice|perfect|pleased|promising|right|sad|unhappy|worried)\b)/giu;

const stemmed = (text: string): string =>
  ` ${wordsOf(text)
    .map((word) => stemmer(word))
    .join(' ')} `;

/** Shared part of two word sets, in [0, 1]; 0 when both are empty. */
export function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** Runs of `size` words; a text shorter than that is one run. */
export function shinglesOf(words: readonly string[], size: number): Set<string> {
  if (words.length <= size) return new Set(words.length === 0 ? [] : [words.join(' ')]);
  return new Set(words.slice(size - 1).map((_word, at) => words.slice(at, at + size).join(' ')));
}
