import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish } from '../../schemas/dialog-plan.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { Polarity, Stance } from '../../schemas/opinion.ts';
import { compareText } from './compare-text.ts';
import { polarityOf, stanceOf } from '../sentiment/polarity.ts';
import type { FinestTrajectory } from './choose-finest.ts';
import type { PacketMention } from './plan-packet.ts';

/** Mentions of one polarity that a claim carries at most. */
const mostEvidence = 3;

/**
 * What may be said of one aspect of an item, with the trajectory's own numbers; undefined where the mentions do not bear it: a positive
 * or negative claim needs a mention of its own polarity, a mixed one needs one of each, and neither neutral talk nor what no word names makes a claim. Its quotes are
 * found once the plan is made.
 */
export function buildClaim(itemId: string, trajectory: FinestTrajectory): Claim | undefined {
  const { aspectId, topicId, label, n, positive, negative, level, trend, firstMonth } = trajectory;
  const polarity = claimPolarity(trajectory);
  if (polarity === 'neutral' || label === null) return undefined;
  const of = (wanted: Polarity, most: number): Evidence[] =>
    trajectory.evidence
      .filter((mention) => polarityOf(mention.sentiment) === wanted)
      .slice(0, most)
      .map((mention) => toEvidence('community', itemId, aspectId, mention));
  const sides = polarity === 'mixed' ? [of('positive', 1), of('negative', 1)] : [of(polarity, mostEvidence)];
  if (sides.some((side) => side.length === 0)) return undefined;
  const since = trend === 'rising' || trend === 'falling' ? firstMonth : null;
  const facts = { itemId, aspectId, topicId, label, polarity, n, positive, negative, level, trend, since };
  return { ...facts, evidence: sides.flat(), quotes: [] };
}

/** The counts decide, unless the decayed level says the opposite: praise of old and complaints of late are mixed. */
function claimPolarity({ level, positive, negative }: FinestTrajectory): Stance {
  const stance = stanceOf(positive, negative);
  const lately = polarityOf(level);
  const isReversed =
    (stance === 'positive' && lately === 'negative') || (stance === 'negative' && lately === 'positive');
  return isReversed ? 'mixed' : stance;
}

/** Orders claims by what the user wishes for, in the wishes' order; then by mentions. */
export function compareRelevance(wishes: readonly AspectWish[]): (a: Claim, b: Claim) => number {
  const placeOf = ({ topicId }: Claim): number => {
    const place = wishes.findIndex((wish) => wish.topicId === topicId);
    return place < 0 ? wishes.length : place;
  };
  return (a, b) => placeOf(a) - placeOf(b) || b.n - a.n || compareText(a.topicId, b.topicId);
}

export function toEvidence(side: Evidence['side'], itemId: string, aspectId: string, mention: PacketMention): Evidence {
  const { reviewId, reviewedAt, charStart, charEnd, sentiment } = mention;
  const month = `${reviewedAt.slice(0, 7)}-01`;
  return { side, reviewId, itemId, aspectId, month, reviewedAt, charStart, charEnd, sentiment };
}
