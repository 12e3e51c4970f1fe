import type { Polarity, Stance } from '../../schemas/opinion.ts';

/**
 * Sentiment in [-1, 1] from here on is positive, everything between the two thresholds mixed or neutral. One rule for mentions, counts,
 * claims, plans and quotes, so that a claim's counts and its quotes agree. Two places ask something else: the sample's simulator
 * (`plantedPositiveAbove`), and `studio/verification/checks/unbacked_claims.sql`, which asks for the sign alone, since it must share no rule with
 * what it verifies.
 */
export const positiveFrom = 0.2;
/** Sentiment down to here and below is negative. */
export const negativeUpTo = -0.2;
/** The same, bound as $positiveFrom and $negativeUpTo by every statement that separates the sides. */
export const sideThresholds = { positiveFrom, negativeUpTo } as const;

/** What the simulator of the bundled sample feels may be weaker than what a reader can be sure of: from here on it chooses words of praise. */
export const plantedPositiveAbove = 0.1;
/** Below this it chooses words of complaint. */
export const plantedNegativeBelow = -0.1;

export function polarityOf(sentiment: number): Polarity {
  if (sentiment >= positiveFrom) return 'positive';
  return sentiment <= negativeUpTo ? 'negative' : 'mixed';
}

/** From this share of the opinions on, one side speaks for all: three of four who praise are mostly praise. */
const clearShare = 0.75;

/** The stance of somebody with so much praise and so many complaints; neutral where there is neither. */
export function stanceOf(praise: number, complaints: number): Stance {
  const opinions = praise + complaints;
  if (opinions === 0) return 'neutral';
  if (praise >= clearShare * opinions) return 'positive';
  return complaints >= clearShare * opinions ? 'negative' : 'mixed';
}
