import type { Polarity, Stance } from '../../schemas/opinion.ts';

/** Sentiment from here on, in [-1, 1], is positive; everything between the two thresholds is mixed. Weaker mentions are not cited as evidence. */
export const positiveFrom = 0.2;
/** Sentiment down to here and below is negative. */
export const negativeUpTo = -0.2;

export function polarityOf(sentiment: number): Polarity {
  if (sentiment >= positiveFrom) return 'positive';
  return sentiment <= negativeUpTo ? 'negative' : 'mixed';
}

/** From this share of the opinions on, one side speaks for all: three of four who praise are mostly praise. */
const clearShare = 0.75;

/** What so much praise and so many complaints come to; neutral where there is neither. */
export function stanceOf(praise: number, complaints: number): Stance {
  const opinions = praise + complaints;
  if (opinions === 0) return 'neutral';
  if (praise >= clearShare * opinions) return 'positive';
  return complaints >= clearShare * opinions ? 'negative' : 'mixed';
}
