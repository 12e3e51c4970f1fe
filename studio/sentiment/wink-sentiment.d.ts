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
