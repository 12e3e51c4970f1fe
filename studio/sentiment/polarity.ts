import type { Polarity } from '../../schemas/opinion.ts';

/** Sentiment from here on, in [-1, 1], is positive; everything between the two thresholds is mixed. Weaker mentions are not cited as evidence. */
export const positiveFrom = 0.2;
/** Sentiment down to here and below is negative. */
export const negativeUpTo = -0.2;

export function polarityOf(sentiment: number): Polarity {
  if (sentiment >= positiveFrom) return 'positive';
  return sentiment <= negativeUpTo ? 'negative' : 'mixed';
}
