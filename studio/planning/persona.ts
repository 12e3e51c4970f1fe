import type { Persona } from '../../schemas/persona.ts';
import { zipfOf } from '../fidelity/grounded/word-rarity.ts';
import { createOpinionLexicon } from '../mentions/opinion-lexicon.ts';
import { sentencesOf, wordsOf } from '../text/words.ts';
import { compareText } from './compare-text.ts';

/** What of a review is looked at, in code points: the beginning shows how a person writes, the end of a longer one is cut off. */
export const longestWriting = 1500;

const mostTypicalWords = 5;

/** Weaker words ("due", "top") judge only now and then. */
const tellingScore = 0.5;

/** On Zipf's scale: rarer words are of a subject rather than of a person, commoner ones everybody says. */
const typicalZipf = { from: 3, to: 5.2 };

/** How a user writes, from the beginnings of their earlier reviews; null where they wrote nothing. */
export function describePersona(writing: readonly string[]): Persona | null {
  const texts = writing.filter((text) => /\p{L}/u.test(text));
  const sentences = texts.flatMap(sentencesOf).filter((sentence) => /\p{L}/u.test(sentence));
  if (sentences.length === 0) return null;
  const whole = texts.filter((text) => text.length < longestWriting);
  const lengths = sentences.map((sentence) => wordsOf(sentence).length).toSorted((a, b) => a - b);
  return {
    sentenceWords: lengths[Math.floor(lengths.length / 2)] ?? 0,
    lowerCase: shareOf(sentences, /^\P{L}*\p{Ll}/u),
    openEnds: shareOf(whole, /[\p{L}\p{N},]\s*$/u),
    exclamations: shareOf(sentences, /!\W*$/u),
    typicalWords: findTypicalWords(texts),
  };
}

const shareOf = (all: readonly string[], pattern: RegExp): number =>
  Math.round((100 * all.filter((text) => pattern.test(text)).length) / Math.max(1, all.length)) / 100;

const { judge } = createOpinionLexicon();

/** Words of judgement in at least two reviews: how a person judges, whatever they judge. */
function findTypicalWords(texts: readonly string[]): string[] {
  const reviews = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(wordsOf(text))) reviews.set(word, (reviews.get(word) ?? 0) + 1);
  }
  const scored = [...reviews].flatMap(([word, count]) => {
    if (count < 2) return [];
    const zipf = zipfOf(word);
    const isTypical =
      zipf >= typicalZipf.from && zipf <= typicalZipf.to && Math.abs(judge(word)?.score ?? 0) >= tellingScore;
    return isTypical ? [{ word, score: count * (7 - zipf) }] : [];
  });
  return scored
    .toSorted((a, b) => b.score - a.score || compareText(a.word, b.word))
    .slice(0, mostTypicalWords)
    .map(({ word }) => word);
}
