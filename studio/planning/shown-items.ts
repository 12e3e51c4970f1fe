import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, UserStyle } from '../../schemas/dialog-plan.ts';
import { compareRelevance } from './claims.ts';
import type { Random } from '../random.ts';
import type { Refusal } from './refusals.ts';
import { claimOn } from './refusals.ts';
import type { QuestionRange } from './sample-path.ts';

/** A question the user may ask; without a claim the honest answer is that no earlier review speaks of it. */
export interface Question {
  about: { aspectId: string; label: string };
  claim?: Claim;
}

/** One item the system recommends, what it says at once, and what the user may ask before answering. */
export interface ShownItem {
  candidate: Candidate;
  recommended: Claim[];
  questions: Question[];
  range: QuestionRange;
  /** Undefined for the target. */
  refusal?: Refusal;
}

/** From here on a user is critical: the system names a weak point of what it recommends unasked. */
const criticalFrom = 0.4;
const mostQuestions = 2;

/**
 * A distractor that is going to be refused. The refused claim is said in the recommendation itself (always where nothing good can be
 * said), or it answers the user's last question: in any case before the refusal.
 */
export function showDistractor(refusal: Refusal, wishes: readonly AspectWish[], random: Random): ShownItem {
  const { candidate, claim } = refusal;
  const good = candidate.claims
    .filter((other) => isGood(other) && other.aspectId !== claim.aspectId)
    .toSorted(compareRelevance(wishes));
  const isSaidAtOnce = random.chance(0.4) || good.length === 0;
  const recommended = [...good.slice(0, 1), ...(isSaidAtOnce ? [claim] : [])];
  const other = good
    .slice(1)
    .filter(({ aspectId }) => wishes.some((wish) => wish.aspectId === aspectId))
    .slice(0, mostQuestions - 1)
    .map(toQuestion);
  const questions = isSaidAtOnce ? other : [...other, toQuestion(claim)];
  return {
    candidate,
    recommended,
    questions,
    range: { atLeast: isSaidAtOnce ? 0 : 1, atMost: questions.length },
    refusal,
  };
}

/**
 * The target: its best claims on the user's wishes, honest about one weak point where the user is critical. What was not said at once can
 * be asked; one question may be about an aspect in `silent`: aspects of which no earlier review of the item speaks. Without any claim the
 * item is recommended by its title, category and price alone.
 */
export function showTarget(
  target: Candidate,
  wishes: readonly AspectWish[],
  silent: ReadonlySet<string>,
  style: UserStyle,
  random: Random,
): ShownItem {
  const claims = target.claims.toSorted(compareRelevance(wishes));
  const good = claims.filter(isGood);
  const weak = claims.filter((claim) => !isGood(claim));
  const said = good.slice(0, random.integer(1, 2));
  const isOpen = style.criticality >= criticalFrom || said.length === 0;
  const recommended = [...said, ...(isOpen ? weak.slice(0, 1) : [])];
  const isNews = ({ aspectId }: { aspectId: string }): boolean =>
    !recommended.some((claim) => claim.aspectId === aspectId);
  const answered = wishes.filter(isNews).flatMap(({ aspectId }) => {
    const claim = claimOn(target, aspectId);
    return claim !== undefined && (isOpen || claim.polarity !== 'negative') ? [toQuestion(claim)] : [];
  });
  const unanswered = wishes
    .filter(({ aspectId }) => silent.has(aspectId))
    .slice(0, 1)
    .map(({ aspectId, label }) => ({ about: { aspectId, label } }));
  const questions = [...answered, ...unanswered].slice(0, mostQuestions);
  return { candidate: target, recommended, questions, range: { atLeast: 0, atMost: questions.length } };
}

const isGood = ({ polarity, trend }: Claim): boolean => polarity === 'positive' && trend !== 'falling';

const toQuestion = (claim: Claim): Question => ({ about: { aspectId: claim.aspectId, label: claim.label }, claim });
