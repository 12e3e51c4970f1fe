import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, Doubt } from '../../schemas/dialog-plan.ts';

/** Praised, and not getting worse. */
export const isGood = ({ polarity, trend }: Claim): boolean => polarity === 'positive' && trend !== 'falling';

/**
 * What a user may hold against an item, the weightiest first: claims that disappoint a wish, wishes of which nothing is known, then whatever
 * else others hold against it.
 */
export function findDoubts({ claims }: Candidate, wishes: readonly AspectWish[], silent: ReadonlySet<string>): Doubt[] {
  const isWished = ({ aspectId }: Claim): boolean => wishes.some((wish) => wish.aspectId === aspectId);
  const weak = claims.filter((claim) => !isGood(claim));
  const unknown = wishes.filter(({ aspectId }) => silent.has(aspectId));
  return [
    ...weak.filter(isWished).map(toDoubt),
    ...unknown.map(({ aspectId, label }) => ({ about: { aspectId, label }, claim: null })),
    ...weak.filter((claim) => !isWished(claim)).map(toDoubt),
  ];
}

export const toDoubt = (claim: Claim): Doubt => ({
  about: { aspectId: claim.aspectId, label: claim.label },
  claim,
});
