import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate } from '../../schemas/dialog-plan.ts';

/** Wishes that nothing good is known about for the target; more of them make a dialog of questions without an answer. */
const mostUnmet = 2;

/**
 * The wishes with those first that others' praise of the target (`good`) meets: the user chose it, most likely for something that it is known for. Where
 * it meets none of them, what most reviewers praise of it, of several the first in the order given, is the first wish, as the choice itself shows an intent. Who wishes for nothing
 * that is known still wishes for nothing.
 */
export function meetTarget(wishes: readonly AspectWish[], good: readonly Claim[]): AspectWish[] {
  if (wishes.length === 0) return [];
  const isMet = ({ topicId }: AspectWish): boolean => good.some((claim) => claim.topicId === topicId);
  const met = wishes.filter((wish) => isMet(wish));
  const unmet = wishes.filter((wish) => !isMet(wish)).slice(0, mostUnmet);
  if (met.length > 0) return [...met, ...unmet];
  const [best] = good.toSorted((a, b) => b.positive - a.positive);
  return best === undefined ? unmet : [toChosenWish(best), ...unmet];
}

function toChosenWish({ aspectId, topicId, label, level }: Claim): AspectWish {
  return { aspectId, topicId, label, source: 'intent', share: 0, sentiment: level, polarity: 'positive', evidence: [] };
}

/**
 * The wishes of which the system can say something of the target: what others think, or of one that nobody speaks of it. Where reviews mention a topic
 * without an opinion it can say neither, and the wish would be forgotten. All of them where none is left that a review backs.
 */
export function keepAnswerable(
  wishes: readonly AspectWish[],
  { claims }: Pick<Candidate, 'claims'>,
  silent: ReadonlySet<string>,
): readonly AspectWish[] {
  const isSpokenOf = ({ topicId }: AspectWish): boolean => claims.some((claim) => claim.topicId === topicId);
  const unanswered = wishes.find(({ topicId }) => silent.has(topicId));
  const kept = wishes.filter((wish) => wish === unanswered || isSpokenOf(wish));
  return kept.some((wish) => isSpokenOf(wish) || wish.evidence.length > 0) ? kept : wishes;
}
