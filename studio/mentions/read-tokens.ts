import type { ItsFunction } from 'wink-nlp';
import { overlongToken, sentenceCapital, winkTagger } from '../text/wink-tagger.ts';
import { opinionWordLists } from './opinion-words.ts';

/** Universal part of speech, as wink-nlp names them. */
type PartOfSpeech = string;

export interface Token {
  /** UTF-16 units of the text it was read from, end exclusive. */
  start: number;
  end: number;
  /** Lower-cased, with a straight apostrophe. */
  word: string;
  lemma: string;
  pos: PartOfSpeech;
}

/** Shouting makes names of words; three capitals are more often one ("USB", "RAM"). */
const shouted = /(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu;

/** Texts that went through a tokenizer: "won' t", "it' s". */
const spacedContraction = /(?<=\p{L})(n|)' (t|s|re|ve|ll|d|m)(?![\p{L}'])/giu;

/** Part of a text in UTF-16 units, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Tokens of each sentence of a text, with lemma and part of speech, by wink-nlp's English tagger (its model is part of the package). The
 * text is tagged in one go, which is twice as fast as a sentence at a time. `sentences` are in order and do not overlap.
 */
export function readTokens(text: string, sentences: readonly Span[]): Token[][] {
  const tagger = winkTagger();
  const { its } = tagger;
  const plain = plainText(text, sentences);
  const read = tagger.readDoc(plain).tokens();
  const words = read.out();
  // oxlint-disable-next-line typescript/unbound-method -- wink knows its readers by identity
  const parts = read.out(its.pos);
  // oxlint-disable-next-line typescript/unbound-method, typescript/no-unsafe-type-assertion -- as above; wink's types miss a parameter of this reader
  const lemmas = read.out(its.lemma as unknown as ItsFunction<string>);
  const found = sentences.map((): Token[] => []);
  let at = 0;
  let sentence = 0;
  for (const [position, written] of words.entries()) {
    const start = plain.indexOf(written, at);
    if (start < 0) continue;
    at = start + written.length;
    while (sentence < sentences.length && (sentences[sentence]?.end ?? 0) <= start) sentence += 1;
    if (start < (sentences[sentence]?.start ?? Infinity)) continue;
    const lower = written.toLowerCase();
    const word = unstretch(lower);
    const lemma = word === lower ? (lemmas[position] ?? word) : word;
    found[sentence]?.push({ start, end: at, word, lemma, pos: parts[position] ?? 'X' });
  }
  for (const tokens of found) mendTags(tokens);
  return found;
}

/** The same number of units, so that offsets hold. */
function plainText(text: string, sentences: readonly Span[]): string {
  const plain = text
    .replaceAll('’', "'")
    .replaceAll(spacedContraction, "$1'$2 ")
    .replaceAll(overlongToken, (token) => ' '.repeat(token.length))
    .replaceAll(shouted, (word) => sameLength(word, word.toLowerCase()));
  let lowered = '';
  let copied = 0;
  for (const { start, end } of sentences) {
    const capital = sentenceCapital.exec(plain.slice(start, end))?.[0] ?? '';
    lowered += plain.slice(copied, start) + sameLength(capital, capital.toLowerCase());
    copied = start + capital.length;
  }
  return lowered + plain.slice(copied);
}

const sameLength = (before: string, after: string): string => (after.length === before.length ? after : before);

/** "sloooow" is slow, "sooo" is so. */
function unstretch(word: string): string {
  if (!/(\p{L})\1{2}/u.test(word)) return word;
  const once = word.replaceAll(/(\p{L})\1{2,}/gu, '$1');
  const twice = word.replaceAll(/(\p{L})\1{2,}/gu, '$1$1');
  return opinionWordLists.adjectives.has(twice) || opinionWordLists.objectVerbs.has(twice) ? twice : once;
}

/** "crashing" comes from "crash", "freezing" from "freeze", "stopping" from "stop". */
function baseOf(gerund: string): string {
  const stem = gerund.slice(0, -3);
  const { subjectVerbs } = opinionWordLists;
  return [`${stem}e`, stem.replace(/(.)\1$/u, '$1')].find((base) => subjectVerbs.has(base)) ?? stem;
}

const isNominal = (token: Token | undefined): boolean => token?.pos === 'NOUN' || token?.pos === 'PROPN';
const isVerbal = (token: Token | undefined): boolean => token?.pos === 'AUX' || token?.pos === 'VERB';

/** Corrects what the tagger often mistakes in the short, verbless sentences of reviews. */
function mendTags(tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    if (token.word.startsWith("i'")) token.pos = 'PRON';
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
    // "keeps freezing up"
    else if (before?.lemma === 'keep' && token.pos !== 'VERB' && token.word.endsWith('ing')) {
      token.pos = 'VERB';
      token.lemma = baseOf(token.word);
    }
    // "the mouse key broke"
    else if (token.pos === 'ADJ' && isNominal(before) && isVerbal(next) && !opinionWordLists.adjectives.has(token.word))
      token.pos = 'NOUN';
    // "fries and shakes were"
    else if (token.pos === 'VERB' && token.word.endsWith('s') && before?.pos === 'CCONJ' && next?.pos === 'AUX')
      token.pos = 'NOUN';
  }
}
