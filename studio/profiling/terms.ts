import { stemmer } from 'stemmer';
import { opinionWords, stopWords } from './stop-words.ts';

export interface Word {
  /** As it stands in the text, lower-cased, without a possessive ending. */
  surface: string;
  /** Porter's stem of a content word; `null` for a stop word or an opinion word. */
  stem: string | null;
}

const wordPattern = /\p{L}[\p{L}\p{M}'’]*/gu;
/** Longer ones are no words of a language. */
const maximumWordLength = 30;

/** The words of a text in order. */
export function splitWords(text: string): Word[] {
  const found: Word[] = [];
  for (const [match] of text.normalize('NFKC').toLowerCase().matchAll(wordPattern)) {
    const surface = match.replaceAll('’', "'").replace(/'s?$/u, '');
    if (surface === '' || surface.length > maximumWordLength) continue;
    found.push({ surface, stem: stemOf(surface) });
  }
  return found;
}

/** The terms of a text: stems of its content words, repeated as often as they occur. */
export function extractTerms(text: string): string[] {
  return splitWords(text).flatMap(({ stem }) => stem ?? []);
}

function stemOf(surface: string): string | null {
  const plain = surface.replaceAll("'", '');
  if (plain.length < 2 || stopWords.has(plain) || opinionWords.has(plain)) return null;
  return stemmer(plain);
}
