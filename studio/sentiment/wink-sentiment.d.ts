/** wink-sentiment 5 ships no types; its tables are what is in use. Scores are AFINN's, -5 to 5. */
declare module 'wink-sentiment/src/afinn-en-165.js' {
  const scores: Readonly<Record<string, number>>;
  export default scores;
}
declare module 'wink-sentiment/src/afinn-en-165-2grams.js' {
  /** By first word, then by second. */
  const scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
  export default scores;
}
declare module 'wink-sentiment/src/emojis.js' {
  const scores: Readonly<Record<string, number>>;
  export default scores;
}
declare module 'wink-sentiment/src/emoticons.js' {
  const scores: Readonly<Record<string, number>>;
  export default scores;
}
declare module 'wink-sentiment' {
  /** The plain lexicon, as its authors use it: the baseline of the sentiment benchmark. */
  export default function analyseSentiment(phrase: string): { score: number; normalizedScore: number };
}
