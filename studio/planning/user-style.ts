import type { UserStyle } from '../../schemas/dialog-plan.ts';

/** The user's own reviews and mentions strictly before the dialog's now. */
export interface ReviewBehaviour {
  reviews: number;
  /** Words a review, of the user and of everyone before the month of now; null where there is none to compare with. */
  meanWords: number;
  communityMeanWords: number | null;
  /** Reviews of 3 stars and fewer. */
  lowRatings: number;
  mentions: number;
  negativeMentions: number;
}

/**
 * How this user talks, each in [0, 1]:
 * - talkativeness: user's words / (user's + everyone's words a review); 0.5 is as long as everyone's;
 * - decisiveness: 1 - entropy of the profile's shares / log(kept aspects); 1 is a user who speaks of one aspect only;
 * - criticality: mean of the shares of low ratings and of negative mentions, each with one pseudo-count at one half.
 */
export function deriveUserStyle(behaviour: ReviewBehaviour, shares: readonly number[], keptAspects: number): UserStyle {
  const { reviews, meanWords, communityMeanWords, lowRatings, mentions, negativeMentions } = behaviour;
  const words = meanWords + (communityMeanWords ?? meanWords);
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  return {
    talkativeness: words > 0 ? toUnit(meanWords / words) : 0.5,
    decisiveness: keptAspects > 1 ? toUnit(1 - entropy / Math.log(keptAspects)) : 1,
    criticality: toUnit((shareOf(lowRatings, reviews) + shareOf(negativeMentions, mentions)) / 2),
  };
}

const shareOf = (count: number, total: number): number => (count + 0.5) / (total + 1);

/** Three decimals: more would be noise, and the figure is shown to people and models. */
const toUnit = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
