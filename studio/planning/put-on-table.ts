import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, TopicName } from '../../schemas/dialog-plan.ts';
import type { Question, ShownItem } from './shown-items.ts';
import { topicOf } from './topics.ts';

/** The item that is spoken of. */
export interface OnTable {
  item: ShownItem;
  /** The questions the path asks about it. */
  asked: readonly Question[];
  /** The question asked last; -1 before the first. */
  place: number;
  unknown: readonly TopicName[];
  askedNext: readonly TopicName[];
}

/** Claims of a recommendation at most. */
const mostRecommended = 3;

/**
 * An item with what its recommendation says: what the plan chose, and whatever else it knows of wishes that the user spoke of and is not going to ask
 * about. A wish that is heard of no more is forgotten.
 */
export function putOnTable(item: ShownItem, asked: readonly Question[], spokenOf: readonly AspectWish[]): OnTable {
  const { candidate, recommended, doubt, own } = item;
  const isOpen = ({ topicId }: Claim): boolean =>
    doubt?.about.topicId !== topicId &&
    ![...recommended, ...asked.map(({ about }) => about)].some((known) => known.topicId === topicId);
  const open =
    own === undefined
      ? spokenOf.flatMap(({ topicId }) =>
          candidate.claims.filter((claim) => claim.topicId === topicId && isOpen(claim)),
        )
      : [];
  const said = [...recommended, ...open].slice(0, Math.max(mostRecommended, recommended.length));
  return { item: { ...item, recommended: said }, asked, place: -1, ...unknownOf(item, asked, spokenOf) };
}

/** Wishes that the user spoke of and nobody can answer for this item: those to admit, and those that the user is going to ask about. */
function unknownOf(
  { silent, doubt, own }: ShownItem,
  asked: readonly Question[],
  spokenOf: readonly AspectWish[],
): Pick<OnTable, 'unknown' | 'askedNext'> {
  if (own !== undefined) return { unknown: [], askedNext: [] };
  const isAsked = ({ topicId }: AspectWish): boolean =>
    doubt?.about.topicId === topicId || asked.some(({ about }) => about.topicId === topicId);
  const unanswered = spokenOf.filter(({ topicId }) => silent?.has(topicId) === true);
  return {
    unknown: unanswered.filter((wish) => !isAsked(wish)).map(topicOf),
    askedNext: unanswered.filter(isAsked).map(topicOf),
  };
}
