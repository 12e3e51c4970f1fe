import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, Doubt, TopicName, UserStyle } from '../../schemas/dialog-plan.ts';
import { compareRelevance } from './claims.ts';
import { isGood } from './doubts.ts';
import type { Random } from '../random.ts';
import { claimOn } from './refusals.ts';
import type { ItemConditions } from './sample-path.ts';
import { topicOf } from './topics.ts';

/** A question the user may ask; without a claim the honest answer is that no earlier review speaks of it. */
export interface Question {
  about: TopicName;
  claim?: Claim;
}

/** An item named before, and a claim of each on one aspect: of the item on the table, then of the other. */
export interface Comparison {
  other: Candidate;
  about: TopicName;
  claims: [Claim, Claim];
}

/** One item the system recommends, what it says at once, and what the user may ask before answering. */
export interface ShownItem {
  candidate: Candidate;
  recommended: Claim[];
  questions: Question[];
  conditions: ItemConditions;
  /** Why it is turned down, taken all the same, put off or left. */
  doubt?: Doubt;
  comparison?: Comparison;
  /** Wished-for topics of which no earlier review of it speaks. */
  silent?: ReadonlySet<string>;
  /** The user's own earlier opinions of it, for an item the user knows already. */
  own?: { reviews: number; wishes: AspectWish[] };
}

/** From here on a user is critical: the system names a weak point of what it recommends unasked. */
const criticalFrom = 0.4;
const mostQuestions = 2;

/**
 * An item that is shown with something against it: a distractor that is going to be refused, or a target in doubt. What speaks against it is
 * said in the recommendation itself (always where nothing good can be said), or it answers the user's last question; what is unknown is
 * always asked for. In any case the user hears it before the decision.
 */
export function showInDoubt(
  candidate: Candidate,
  doubt: Doubt,
  wishes: readonly AspectWish[],
  random: Random,
): ShownItem {
  const good = candidate.claims
    .filter((claim) => isGood(claim) && claim.topicId !== doubt.about.topicId)
    .toSorted(compareRelevance(wishes));
  const isSaidAtOnce = doubt.claim !== null && (random.chance(0.4) || good.length === 0);
  const recommended = [...good.slice(0, 1), ...(isSaidAtOnce && doubt.claim !== null ? [doubt.claim] : [])];
  const other = good
    .slice(1)
    .filter(({ topicId }) => wishes.some((wish) => wish.topicId === topicId))
    .slice(0, mostQuestions - 1)
    .map(toQuestion);
  const last = doubt.claim === null ? { about: doubt.about } : toQuestion(doubt.claim);
  const questions = isSaidAtOnce ? other : [...other, last];
  return {
    candidate,
    recommended,
    questions,
    conditions: { questions: { atLeast: isSaidAtOnce ? 0 : 1, atMost: questions.length } },
    doubt,
  };
}

/**
 * The target that is taken without a doubt: its best claims on the user's wishes, and for a critical user a weak point that no wish is about.
 * What was not said at once can be asked. One question may be about a wish in `silent`, of which no earlier review of the item speaks; the
 * user then drops that wish, and may ask about another. Without any claim the item is recommended by its title, category and price alone.
 */
export function showTarget(
  target: Candidate,
  wishes: readonly AspectWish[],
  silent: ReadonlySet<string>,
  style: UserStyle,
  random: Random,
): ShownItem {
  const claims = target.claims.toSorted(compareRelevance(wishes));
  const isWished = ({ topicId }: { topicId: string }): boolean => wishes.some((wish) => wish.topicId === topicId);
  const good = claims.filter(isGood);
  const said = good.slice(0, random.integer(1, 2));
  const harmless = claims.filter((claim) => !isGood(claim) && !isWished(claim));
  const recommended = [...said, ...(style.criticality >= criticalFrom ? harmless.slice(0, 1) : [])];
  const isNews = ({ topicId }: { topicId: string }): boolean => !recommended.some((claim) => claim.topicId === topicId);
  const answered = good.filter((claim) => isNews(claim) && isWished(claim)).map(toQuestion);
  const unanswered = wishes
    .filter(({ topicId }) => silent.has(topicId))
    .slice(0, 1)
    .map((wish) => ({ about: topicOf(wish) }));
  const first = answered.slice(0, mostQuestions - unanswered.length);
  const questions = [
    ...first,
    ...unanswered,
    ...(unanswered.length > 0 ? answered.slice(first.length).slice(0, 1) : []),
  ];
  return {
    candidate: target,
    recommended,
    questions,
    conditions: {
      questions: { atLeast: 0, atMost: questions.length },
      ...(unanswered.length > 0 ? { unanswered: first.length } : {}),
    },
  };
}

/** An item the user reviewed before: said to be good, and recognised at once. */
export function showKnown(candidate: Candidate, own: NonNullable<ShownItem['own']>): ShownItem {
  return {
    candidate,
    recommended: candidate.claims.filter(isGood).slice(0, 1),
    questions: [],
    conditions: { questions: { atLeast: 0, atMost: 0 } },
    own,
  };
}

/** The item with a comparison to the one refused just before it, where a claim of each is on what was refused, by the same word. */
export function compareWith(item: ShownItem, refused: ShownItem): ShownItem {
  const claim = refused.doubt?.claim;
  const own = claim === null || claim === undefined ? undefined : claimOn(item.candidate, claim.topicId);
  if (claim === null || claim === undefined || own === undefined || own.label !== claim.label || !isGood(own))
    return item;
  const questions = item.questions.filter(({ about }) => about.topicId !== own.topicId);
  const removed = item.questions.findIndex(({ about }) => about.topicId === own.topicId);
  const { conditions } = item;
  const shift = removed >= 0 && conditions.unanswered !== undefined && removed < conditions.unanswered ? 1 : 0;
  return {
    ...item,
    questions,
    comparison: { other: refused.candidate, about: toQuestion(own).about, claims: [own, claim] },
    conditions: {
      ...conditions,
      questions: { ...conditions.questions, atMost: questions.length },
      ...(conditions.unanswered === undefined ? {} : { unanswered: conditions.unanswered - shift }),
      mayCompare: true,
    },
  };
}

export const withoutComparison = ({ comparison: _unused, ...item }: ShownItem): ShownItem => ({
  ...item,
  conditions: { ...item.conditions, mayCompare: false },
});

const toQuestion = (claim: Claim): Question => ({ about: topicOf(claim), claim });
