import type { AspectWish } from '../../schemas/dialog-plan.ts';
import { compareText } from './compare-text.ts';
import { nameProfileTopics } from './name-topics.ts';
import type { PlanPacket, ProfileAspect } from './plan-packet.ts';
import type { ShownItem } from './shown-items.ts';
import { toProfileWish } from './wishes.ts';

/** What the user said of an item in earlier reviews, the aspect with the newest opinion first, and the number of those reviews. */
export function ownOpinions({ profile }: PlanPacket, itemId: string): NonNullable<ShownItem['own']> {
  const spoken = profile
    .map(({ terms, ...aspect }) => ({
      ...ofItem(aspect, itemId),
      terms: terms?.map((term) => ofItem(term, itemId)).filter(isSpokenOf) ?? null,
    }))
    .filter(isSpokenOf);
  const wishes = nameProfileTopics(spoken, new Set())
    .map(toProfileWish)
    .filter(({ polarity }) => polarity !== 'neutral')
    .toSorted((a, b) => compareText(newestOf(b), newestOf(a)) || compareText(a.topicId, b.topicId));
  return {
    reviews: new Set(spoken.flatMap(({ mentions }) => mentions.map(({ reviewId }) => reviewId))).size,
    wishes: wishes.slice(0, 1),
  };
}

const ofItem = <T extends { mentions: ProfileAspect['mentions'] }>(topic: T, itemId: string): T => ({
  ...topic,
  mentions: topic.mentions.filter((mention) => mention.itemId === itemId),
});

const isSpokenOf = ({ mentions }: Pick<ProfileAspect, 'mentions'>): boolean => mentions.length > 0;

const newestOf = ({ evidence }: AspectWish): string => evidence[0]?.reviewedAt ?? '';
