import { stemmer } from 'stemmer';
import { opinionWords, stopWords } from './stop-words.ts';
import { writtenWords } from './words.ts';

export interface Word {
  /** As it stands in the text, lower-cased, without a possessive ending. */
  readonly surface: string;
  /** Porter's stem of a content word; `null` for a stop word or an opinion word. */
  readonly stem: string | null;
}

const beginsWithLetter = /^\p{L}/u;
/** Longer ones are no words of a language. */
const maximumWordLength = 30;

/** The words of a text that begin with a letter, in order. */
export function splitWords(text: string): Word[] {
  const found: Word[] = [];
  for (const match of writtenWords(text.normalize('NFKC').toLowerCase())) {
    if (match.length > maximumWordLength + 2 || !beginsWithLetter.test(match)) continue;
    const word = readWord(match);
    if (word.surface !== '' && word.surface.length <= maximumWordLength) found.push(word);
  }
  return found;
}

/** The terms of a text: stems of its content words, repeated as often as they occur. */
export function extractTerms(text: string): string[] {
  return splitWords(text).flatMap(({ stem }) => stem ?? []);
}

/** A language says most with few words: they are read once. Bounded, for texts of other making. */
const known = new Map<string, Word>();
const mostKnown = 50_000;

function readWord(match: string): Word {
  const word = known.get(match);
  if (word !== undefined) return word;
  const surface = match.replaceAll('’', "'").replace(/'s?$/u, '');
  const read = { surface, stem: stemOf(surface) };
  if (known.size >= mostKnown) known.clear();
  known.set(match, read);
  return read;
}

function stemOf(surface: string): string | null {
  const plain = surface.replaceAll("'", '');
  if (plain.length < 2 || stopWords.has(plain) || opinionWords.has(plain)) return null;
  return stemmer(plain);
}
