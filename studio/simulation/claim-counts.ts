import type { Claim } from '../../schemas/claim.ts';

/** Mentions of a claim's own polarity; of a mixed one the positive. */
export const agreeingCount = ({ polarity, positive, negative }: Claim): number =>
  polarity === 'negative' ? negative : positive;

/** Most of the others may be neutral: to count one good mention of five beside "good" would sound like the opposite. */
export const isMajority = (claim: Claim): boolean => 2 * agreeingCount(claim) > claim.n;
