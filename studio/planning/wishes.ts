import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish } from '../../schemas/dialog-plan.ts';
import { toEvidence } from './claims.ts';
import { compareText } from './compare-text.ts';
import type { IntentAspect, ProfileAspect } from './plan-packet.ts';
import { polarityOf, stanceOf } from '../sentiment/polarity.ts';

const mostProfileWishes = 4;
const mostIntentWishes = 2;
const mostEvidence = 3;
/** What a user has only ever mentioned, without an opinion, is spoken of as a wish where there would be fewer than so many. */
const fewWishes = 2;

/**
 * What the user speaks of, most telling first: profile aspects by share and by how much the candidates differ on them (an aspect on which
 * all are alike says little; one that the target review speaks of too counts double), then aspects only the target review praises.
 * Its complaints are no wishes: they followed from the choice and did not lead to it. The target review itself is never evidence.
 */
export function chooseWishes(
  profile: readonly ProfileAspect[],
  intent: readonly IntentAspect[],
  candidateClaims: readonly (readonly Claim[])[],
): AspectWish[] {
  const intended = new Set(intent.map(({ aspectId }) => aspectId));
  const scoreOf = ({ aspectId, share }: ProfileAspect): number =>
    share * (0.5 + discriminationOf(aspectId, candidateClaims)) * (intended.has(aspectId) ? 2 : 1);
  const fromProfile = profile
    .map((aspect) => ({ aspect, wish: toProfileWish(aspect) }))
    // Who only mentions an aspect wishes for less than who praises or minds it.
    .map(({ aspect, wish }) => ({ wish, score: scoreOf(aspect) * (wish.polarity === 'neutral' ? 0.25 : 1) }))
    .filter(({ wish }) => wish.evidence.length > 0)
    .toSorted((a, b) => b.score - a.score || compareText(a.wish.aspectId, b.wish.aspectId))
    .map(({ wish }) => wish);
  const known = new Set(profile.map(({ aspectId }) => aspectId));
  const fromIntent = intent
    .filter(({ aspectId, sentiment }) => !known.has(aspectId) && polarityOf(sentiment) === 'positive')
    .toSorted((a, b) => b.sentiment - a.sentiment || compareText(a.aspectId, b.aspectId))
    .slice(0, mostIntentWishes)
    .map(toIntentWish);
  const clear = fromProfile.filter((wish) => !isNeutral(wish)).length;
  // One at least is of the profile, if it knows any: an intent has no evidence.
  const missing = Math.max(clear === 0 ? 1 : 0, fewWishes - clear - fromIntent.length);
  const fillers = new Set(fromProfile.filter(isNeutral).slice(0, missing));
  return [
    ...fromProfile.filter((wish) => !isNeutral(wish) || fillers.has(wish)).slice(0, mostProfileWishes),
    ...fromIntent,
  ];
}

const isNeutral = ({ polarity }: AspectWish): boolean => polarity === 'neutral';

/** Half the spread of the candidates' levels on the aspect, in [0, 1]; 0 where fewer than two can be told apart. */
export function discriminationOf(aspectId: string, candidateClaims: readonly (readonly Claim[])[]): number {
  const levels = candidateClaims.flatMap((claims) =>
    claims.filter((claim) => claim.aspectId === aspectId).map((claim) => claim.level),
  );
  return levels.length < 2 ? 0 : (Math.max(...levels) - Math.min(...levels)) / 2;
}

/** Evidence of the wish's own polarity: of a mixed one both praise and complaint, the newest of each first. */
export function toProfileWish({ aspectId, label, share, sentiment, mentions }: ProfileAspect): AspectWish {
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
  return { aspectId, label, source: 'profile', share, sentiment, polarity, evidence };
}

function toIntentWish({ aspectId, label, sentiment }: IntentAspect): AspectWish {
  return { aspectId, label, source: 'intent', share: 0, sentiment, polarity: 'positive', evidence: [] };
}
