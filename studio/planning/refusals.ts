import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate } from '../../schemas/dialog-plan.ts';
import type { Random } from '../random.ts';
import { isGood } from './doubts.ts';
import { isSaidWith } from './title-words.ts';

/** Why a distractor is turned down: what the system says of it, and the wish it fails. */
export interface Refusal {
  candidate: Candidate;
  claim: Claim;
  wish: AspectWish;
  /** How likely it is drawn, relative to others; above zero. */
  weight: number;
  /** It has something good on another wish. */
  meetsOther: boolean;
}

/** A share of the profile from which a wish is high: such a user also minds what at least as many complain of as praise, or what is getting worse. */
const highShare = 0.15;

/**
 * At most one grounded refusal a distractor. Grounded means: the distractor's own trajectory is bad on an aspect the user wishes for
 * (negative; or mixed or falling where the wish is high), and the target's is not as bad, or the user would accept what was just refused.
 * Only distractors of the target's category, the kind of item the user asks for, whose title is not said with the need or a wish, and of which somebody
 * has said something good: nobody recommends what has nothing but complaints.
 */
export function findRefusals(
  target: Candidate,
  candidates: readonly Candidate[],
  wishes: readonly AspectWish[],
): Refusal[] {
  return candidates
    .filter(
      (candidate) =>
        candidate.role === 'distractor' &&
        candidate.category === target.category &&
        candidate.claims.some(isGood) &&
        !isSaidWith(candidate, wishes),
    )
    .flatMap((candidate) => {
      const reasons = wishes.flatMap((wish) => {
        const claim = claimOn(candidate, wish.topicId);
        return claim !== undefined && isDisappointing(claim, wish) && !isAsBad(claimOn(target, wish.topicId), claim)
          ? [{ candidate, claim, wish }]
          : [];
      });
      return reasons
        .map((reason): Refusal => {
          const meets = meetsOther(candidate, wishes, reason.wish);
          return { ...reason, meetsOther: meets, weight: weightOf(reason) * senseOf(meets, reason.wish, wishes) };
        })
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, 1);
    });
}

/** The candidate has something good on another wish than the one it fails. */
export const meetsOther = (
  candidate: Candidate,
  wishes: readonly AspectWish[],
  { topicId: failed }: AspectWish,
): boolean =>
  wishes.some(({ topicId }) => {
    const claim = topicId === failed ? undefined : claimOn(candidate, topicId);
    return claim !== undefined && isGood(claim);
  });

/** Nobody recommends what fails all that was asked for, or the first of it, while there is anything else. */
const senseOf = (meets: boolean, failed: AspectWish, wishes: readonly AspectWish[]): number =>
  (meets ? 4 : 1) * (failed.topicId === wishes[0]?.topicId ? 0.25 : 1);

/**
 * Some of the refusals, seeded, the weightier the likelier; an aspect already used counts a quarter, so that reasons vary. Of what meets no wish one at
 * most: who is shown one such item after another is not listened to.
 */
export function drawRefusals(refusals: readonly Refusal[], most: number, random: Random): Refusal[] {
  const drawn: Refusal[] = [];
  let left = refusals;
  while (drawn.length < most && left.length > 0) {
    const used = new Set(drawn.map(({ wish }) => wish.topicId));
    const next = random.pickWeighted(left, (refusal) => refusal.weight * (used.has(refusal.wish.topicId) ? 0.25 : 1));
    drawn.push(next);
    left = left.filter((refusal) => refusal !== next && (refusal.meetsOther || next.meetsOther));
  }
  return drawn;
}

function isDisappointing(claim: Claim, wish: AspectWish): boolean {
  if (claim.polarity === 'negative') return true;
  const isHigh = wish.source === 'intent' || wish.share >= highShare;
  // What more people praise than mind, and still do, is no reason to turn an item down.
  const isMinded = claim.polarity === 'mixed' && claim.negative >= claim.positive;
  return isHigh && (isMinded || claim.trend === 'falling');
}

function isAsBad(ofTarget: Claim | undefined, ofDistractor: Claim): boolean {
  if (ofTarget === undefined) return false;
  return ofTarget.polarity === 'negative' || ofTarget.trend === 'falling' || ofTarget.level <= ofDistractor.level;
}

/** How much the user minds: how bad it is, by how much they speak of the aspect. Always above zero, as a draw needs. */
function weightOf({ claim, wish }: Pick<Refusal, 'claim' | 'wish'>): number {
  return (1.1 - claim.level) * (0.2 + (wish.source === 'intent' ? highShare : wish.share));
}

export function claimOn({ claims }: Candidate, topicId: string): Claim | undefined {
  return claims.find((claim) => claim.topicId === topicId);
}
