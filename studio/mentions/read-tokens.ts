import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import type { ItsFunction } from 'wink-nlp';
import { opinionWordLists } from './opinion-words.ts';

/** Universal part of speech, as wink-nlp names them. */
export type PartOfSpeech = string;

export interface Token {
  /** UTF-16 units of the text it was read from, end exclusive. */
  start: number;
  end: number;
  /** Lower-cased, with a straight apostrophe. */
  word: string;
  lemma: string;
  pos: PartOfSpeech;
}

/** One for the process: each load of the model makes its texts longer (wink-eng-lite-web-model 1.8), until they are too long for a string. */
let tagger: ReturnType<typeof winkNLP> | undefined;

/** A token that is longer is no word, and tokenizers are slow on it. */
const overlongToken = /\S{61,}/gu;
/** The first word's capital would make a name of it: "Service was slow". Not that of "TV" or "iPhone". */
const sentenceCapital = /^\P{L}*\p{Lu}(?=\p{Ll})/u;
/** Shouting makes names of words; three capitals are more often one ("USB", "RAM"). */
const shouted = /(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu;

/** Texts that went through a tokenizer: "won' t", "it' s". */
const spacedContraction = /(?<=\p{L})(n|)' (t|s|re|ve|ll|d|m)(?![\p{L}'])/giu;

/** Tokens of one sentence with lemma and part of speech, by wink-nlp's English tagger (its model is part of the package). */
export function readTokens(sentence: string): Token[] {
  tagger ??= winkNLP(model, ['sbd', 'pos']);
  const { its } = tagger;
  const text = plainText(sentence);
  const read = tagger.readDoc(text).tokens();
  const words = read.out();
  // oxlint-disable-next-line typescript/unbound-method -- wink knows its readers by identity
  const parts = readBy(read, its.pos);
  // oxlint-disable-next-line typescript/unbound-method -- wink knows its readers by identity
  const lemmas = readBy(read, its.lemma);
  const tokens: Token[] = [];
  let at = 0;
  for (const [position, written] of words.entries()) {
    const start = text.indexOf(written, at);
    if (start < 0) continue;
    at = start + written.length;
    const word = unstretch(written.toLowerCase());
    tokens.push({
      start,
      end: at,
      word,
      lemma: word.length === written.length ? (lemmas[position] ?? word) : word,
      pos: parts[position] ?? 'X',
    });
  }
  return mendTags(tokens);
}

const readBy = (
  read: { out: (reader: ItsFunction<string>) => string[] | string },
  reader: ItsFunction<string>,
): string[] => {
  const found = read.out(reader);
  return typeof found === 'string' ? [] : found;
};

/** The same number of units, so that offsets hold. */
function plainText(sentence: string): string {
  return sentence
    .replaceAll('’', "'")
    .replaceAll(spacedContraction, "$1'$2 ")
    .replaceAll(overlongToken, (token) => ' '.repeat(token.length))
    .replaceAll(shouted, (word) => sameLength(word, word.toLowerCase()))
    .replace(sentenceCapital, (start) => sameLength(start, start.toLowerCase()));
}

const sameLength = (before: string, after: string): string => (after.length === before.length ? after : before);

/** "sloooow" is slow, "sooo" is so. */
function unstretch(word: string): string {
  if (!/(\p{L})\1{2}/u.test(word)) return word;
  const once = word.replaceAll(/(\p{L})\1{2,}/gu, '$1');
  const twice = word.replaceAll(/(\p{L})\1{2,}/gu, '$1$1');
  return opinionWordLists.adjectives.has(twice) || opinionWordLists.objectVerbs.has(twice) ? twice : once;
}

const isNominal = (token: Token | undefined): boolean => token?.pos === 'NOUN' || token?.pos === 'PROPN';
const isVerbal = (token: Token | undefined): boolean => token?.pos === 'AUX' || token?.pos === 'VERB';

/** Corrects what the tagger often mistakes in the short, verbless sentences of reviews. */
function mendTags(tokens: Token[]): Token[] {
  for (const [at, token] of tokens.entries()) {
    if (/^i'/u.test(token.word)) token.pos = 'PRON';
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    // "Love the view"
    if (
      isNominal(token) &&
      opinionWordLists.objectVerbs.has(token.word) &&
      (at === 0 || before?.pos === 'PRON' || before?.pos === 'CCONJ') &&
      next !== undefined &&
      (isNominal(next) || next.pos === 'DET' || next.pos === 'PRON')
    ) {
      token.pos = 'VERB';
    }
    // "the mouse key broke"
    else if (token.pos === 'ADJ' && isNominal(before) && isVerbal(next) && !opinionWordLists.adjectives.has(token.word))
      token.pos = 'NOUN';
    // "fries and shakes were"
    else if (token.pos === 'VERB' && token.word.endsWith('s') && before?.pos === 'CCONJ' && next?.pos === 'AUX')
      token.pos = 'NOUN';
  }
  return tokens;
}
