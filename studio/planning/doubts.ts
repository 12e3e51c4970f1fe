import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, Doubt } from '../../schemas/dialog-plan.ts';
import { topicOf } from './topics.ts';

/** Praised, and not getting worse. */
export const isGood = ({ polarity, trend }: Claim): boolean => polarity === 'positive' && trend !== 'falling';

/**
 * What a user may hold against an item, the weightiest first: claims that disappoint a wish, wishes of which nothing is known, then whatever
 * else others hold against it.
 */
export function findDoubts({ claims }: Candidate, wishes: readonly AspectWish[], silent: ReadonlySet<string>): Doubt[] {
  const isWished = ({ topicId }: Claim): boolean => wishes.some((wish) => wish.topicId === topicId);
  const weak = claims.filter((claim) => !isGood(claim));
  const unknown = wishes.filter(({ topicId }) => silent.has(topicId));
  return [
    ...weak.filter(isWished).map(toDoubt),
    ...unknown.map((wish) => ({ about: topicOf(wish), claim: null })),
    ...weak.filter((claim) => !isWished(claim)).map(toDoubt),
  ];
}

export const toDoubt = (claim: Claim): Doubt => ({
  about: topicOf(claim),
  claim,
});
