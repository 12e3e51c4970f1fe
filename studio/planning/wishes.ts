import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish } from '../../schemas/dialog-plan.ts';
import { toEvidence } from './claims.ts';
import { kindredStems } from '../fidelity/grounded/kindred-words.ts';
import { labelStems } from '../text/words.ts';
import { compareText } from './compare-text.ts';
import type { IntentTopic, ProfileTopic } from './name-topics.ts';
import { polarityOf, stanceOf } from '../sentiment/polarity.ts';

const mostProfileWishes = 4;
const mostIntentWishes = 2;
const mostEvidence = 3;
/** What a user has only ever mentioned, without an opinion, is spoken of as a wish where there is no other, and then so many of it. */
const mostNeutralWishes = 2;

/**
 * What the user speaks of, most telling first: topics of the profile by share and by how much the candidates differ on them (a topic on which
 * all are alike says little; one whose aspect the target review speaks of too counts double, and so does one that others praise the target for), then topics only the target review praises.
 * Its complaints are no wishes: they followed from the choice and did not lead to it. The target review itself is never evidence.
 */
export function chooseWishes(
  profile: readonly ProfileTopic[],
  intent: readonly IntentTopic[],
  candidateClaims: readonly (readonly Claim[])[],
  praise: readonly Claim[] = [],
): AspectWish[] {
  const praised = new Set(praise.map(({ topicId }) => topicId));
  const intended = new Set(intent.map(({ aspectId }) => aspectId));
  const scoreOf = ({ aspectId, topicId, share }: ProfileTopic): number =>
    share *
    (0.5 + discriminationOf(topicId, candidateClaims)) *
    (intended.has(aspectId) ? 2 : 1) *
    (praised.has(topicId) ? 2 : 1);
  const fromProfile = profile
    .map((topic) => ({ wish: toProfileWish(topic), score: scoreOf(topic) }))
    .filter(({ wish }) => wish.evidence.length > 0)
    .toSorted((a, b) => b.score - a.score || compareText(a.wish.topicId, b.wish.topicId))
    .map(({ wish }) => wish);
  const known = new Set(profile.map(({ aspectId }) => aspectId));
  const fromIntent = intent
    .filter(({ aspectId, sentiment }) => !known.has(aspectId) && polarityOf(sentiment) === 'positive')
    .toSorted((a, b) => b.sentiment - a.sentiment || compareText(a.topicId, b.topicId))
    .slice(0, mostIntentWishes)
    .map(toIntentWish);
  const clear = [...fromProfile.filter((wish) => !isNeutral(wish)).slice(0, mostProfileWishes), ...fromIntent];
  return clear.length > 0 ? clear : fromProfile.slice(0, mostNeutralWishes);
}

/** The wishes without those that are another word for one before: who spoke of the service is not asked for the server. */
export function withoutKindred(wishes: readonly AspectWish[]): AspectWish[] {
  const said = new Set<string>();
  return wishes.filter(({ label }) => {
    const stems = labelStems(label);
    const isSaid = stems.every((stem) => said.has(stem));
    for (const stem of stems) for (const kindred of [stem, ...kindredStems(stem)]) said.add(kindred);
    return !isSaid;
  });
}

/**
 * Whether the system may ask for it: it is known of the user's past, and an answer would part one item from another. Nobody asks a guest of a restaurant
 * whether the food matters.
 */
export const isAskable = ({ source, label }: AspectWish): boolean => source === 'profile' && label !== 'food';

const isNeutral = ({ polarity }: AspectWish): boolean => polarity === 'neutral';

/** Half the spread of the candidates' levels on the topic, in [0, 1]; 0 where fewer than two can be told apart. */
export function discriminationOf(topicId: string, candidateClaims: readonly (readonly Claim[])[]): number {
  const levels = candidateClaims.flatMap((claims) =>
    claims.filter((claim) => claim.topicId === topicId).map((claim) => claim.level),
  );
  return levels.length < 2 ? 0 : (Math.max(...levels) - Math.min(...levels)) / 2;
}

/** Evidence of the wish's own polarity: of a mixed one both praise and complaint, the newest of each first. */
export function toProfileWish({ aspectId, topicId, label, share, sentiment, mentions }: ProfileTopic): AspectWish {
  const praise = mentions.filter((mention) => polarityOf(mention.sentiment) === 'positive');
  const complaints = mentions.filter((mention) => polarityOf(mention.sentiment) === 'negative');
  const polarity = stanceOf(praise.length, complaints.length);
  const chosen = {
    positive: praise,
    negative: complaints,
    mixed: [...praise.slice(0, 1), ...complaints.slice(0, 1), ...praise.slice(1), ...complaints.slice(1)],
    neutral: mentions,
  }[polarity];
  const evidence = chosen
    .slice(0, mostEvidence)
    .map((mention) => toEvidence('user', mention.itemId, aspectId, mention));
  return { aspectId, topicId, label, source: 'profile', share, sentiment, polarity, evidence };
}

function toIntentWish({ aspectId, topicId, label, sentiment }: IntentTopic): AspectWish {
  return { aspectId, topicId, label, source: 'intent', share: 0, sentiment, polarity: 'positive', evidence: [] };
}
