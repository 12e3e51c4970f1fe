import type { TopicName } from '../../schemas/dialog-plan.ts';
import { describeDomain } from '../simulation/domain.ts';
import { labelStems } from '../text/words.ts';
import { polarityOf } from '../sentiment/polarity.ts';
import { compareText } from './compare-text.ts';
import type { IntentAspect, PacketMention, ProfileAspect } from './plan-packet.ts';

/** A profile aspect under the name by which the user speaks of it, with the user's mentions of just that. */
export type ProfileTopic = TopicName & Omit<ProfileAspect, 'terms'>;
export type IntentTopic = TopicName & Omit<IntentAspect, 'terms'>;

/**
 * Names each aspect by the finest term that the user and reviews of the target's category share: the name of a cluster names one of its members
 * ("color" for a gift card's picture), and a term of the user's other purchases says nothing of what is asked for now. An aspect without such a term
 * is left out; one of which the run lists no terms keeps its own name. Of several terms the one of which the user has most opinions is taken, where
 * the target's reviews speak of it (`ofTarget`) rather than not.
 */
export function nameProfileTopics(
  profile: readonly ProfileAspect[],
  ofTarget: ReadonlySet<string>,
  isFit: (label: string) => boolean = () => true,
): ProfileTopic[] {
  return profile.flatMap(({ terms, ...aspect }) => {
    if (terms === null) return [{ ...aspect, topicId: aspect.aspectId }];
    const [best] = terms
      .filter(({ label }) => isFit(label))
      .map((term) => ({ term, weight: opinionsOf(term.mentions) * (ofTarget.has(term.topicId) ? 2 : 1) }))
      .toSorted((a, b) => b.weight - a.weight || compareText(a.term.topicId, b.term.topicId));
    if (best === undefined) return [];
    const { mentions } = best.term;
    const sentiment = mentions.reduce((sum, mention) => sum + mention.sentiment, 0) / mentions.length;
    return [{ ...aspect, ...best.term, sentiment: Math.max(-1, Math.min(1, sentiment)) }];
  });
}

/** The same for what the target review speaks of: its best-liked term of each aspect. */
export function nameIntentTopics(
  intent: readonly IntentAspect[],
  isFit: (label: string) => boolean = () => true,
): IntentTopic[] {
  return intent.flatMap(({ terms, ...aspect }) => {
    if (terms === null) return [{ ...aspect, topicId: aspect.aspectId }];
    const [best] = terms
      .filter(({ label }) => isFit(label))
      .toSorted((a, b) => b.sentiment - a.sentiment || compareText(a.topicId, b.topicId));
    return best === undefined ? [] : [{ ...aspect, ...best }];
  });
}

/** Who only mentions a term wishes for less than who praises or minds it. */
const opinionsOf = (mentions: readonly PacketMention[]): number =>
  mentions.reduce((sum, { sentiment }) => sum + (polarityOf(sentiment) === 'mixed' ? 0.25 : 1), 0);

/**
 * Whether a label can be a wish of somebody who asks for the category: "the card" of a gift card is the thing itself, and nobody asks a restaurant for
 * "the dish". At a place the category can be one: who asks for a coffee place cares about the coffee.
 */
export function isPartOf(category: string, domain: string): (label: string) => boolean {
  const isPlace = describeDomain(domain).manner === 'places';
  const kind = new Set([...wholes, ...(isPlace ? [] : labelStems(category))]);
  return (label) => !labelStems(label).every((stem) => kind.has(stem));
}

/** Whether a label names a whole of any kind: praise of "the dish" leaves open which one. */
export const isWhole = (label: string): boolean => labelStems(label).every((stem) => wholes.has(stem));

/** Words for a whole of any kind, and for having it. */
const wholes: ReadonlySet<string> = new Set(
  labelStems(
    'dish meal entree item product thing stuff place spot joint restaurant establishment business app game visit trip experience purchase order time',
  ),
);
