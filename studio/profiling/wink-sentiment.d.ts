/** wink-sentiment 5 ships no types; these are the parts in use. */
declare module 'wink-sentiment' {
  export interface SentimentToken {
    value: string;
    /** `word`, `emoji`, `emoticon`, `hashtag`, `punctuation`, `number` and more. */
    tag: string;
    /** AFINN's -5 to 5, turned where `negation` is true; absent for a silent token. */
    score?: number;
    negation?: boolean;
    /** 1 where the score is of this token and the next one together. */
    grouped?: number;
  }
  export interface Sentiment {
    score: number;
    normalizedScore: number;
    /** Absent for a phrase without tokens. */
    tokenizedPhrase?: SentimentToken[];
  }
  export default function analyseSentiment(phrase: string): Sentiment;
}
