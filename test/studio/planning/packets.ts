import * as fc from 'fast-check';
import type { PacketCandidate, PlanPacket, Trajectory } from '../../../studio/planning/plan-packet.ts';

export const asOf = '2024-06-15T12:00:00.000Z';

/** A day strictly before `asOf`. */
const dayBefore = (day: number): string => new Date(Date.parse(asOf) - day * 86_400_000).toISOString();

export const aspects = ['a01', 'a02', 'a03', 'a04', 'a05', 'a06', 'a07', 'a08'] as const;
export const labelOf = (aspectId: string): string => `label of ${aspectId}`;

const sentiment = fc.double({ min: -1, max: 1, noNaN: true });
const anyMention = fc
  .record({ day: fc.integer({ min: 1, max: 2000 }), charStart: fc.nat(50), sentiment })
  .map(({ day, charStart, ...mention }) => ({
    ...mention,
    reviewId: `r${day}`,
    reviewedAt: dayBefore(day),
    charStart,
    charEnd: charStart + 10,
  }));

/** Numbers and evidence are drawn apart from each other: sparse, one-sided, contradicting, empty. */
const anyTrajectories: fc.Arbitrary<Trajectory[]> = fc.subarray([...aspects]).chain((chosen) =>
  fc.tuple(
    ...chosen.map((aspectId) =>
      fc
        .record({
          positive: fc.nat(20),
          negative: fc.nat(20),
          neutral: fc.nat(3),
          level: sentiment,
          trend: fc.constantFrom(
            'rising' as const,
            'falling' as const,
            'steady' as const,
            'mixed' as const,
            'sparse' as const,
          ),
          evidence: fc.array(anyMention, { maxLength: 6 }),
        })
        .map(({ neutral, ...facts }) => ({
          ...facts,
          aspectId,
          label: labelOf(aspectId),
          n: Math.max(1, facts.positive + facts.negative + neutral),
          firstMonth: '2020-01-01',
        })),
    ),
  ),
);

const anyPrice = fc.option(fc.double({ min: 0, max: 500, noNaN: true }));
const strategies = ['popular', 'same-category', 'nearest-profile', 'hard'] as const;

const anyDistractors: fc.Arbitrary<PacketCandidate[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom('Food', 'Food', 'Food', 'Tools', 'unknown'),
      price: anyPrice,
      strategy: fc.constantFrom(...strategies),
      trajectories: anyTrajectories,
    }),
    { maxLength: 16 },
  )
  .map((distractors) =>
    distractors.map((distractor, at) => ({
      ...distractor,
      itemId: `i${at}`,
      title: `Distractor ${at}`,
      role: 'distractor' as const,
      rank: at + 1,
      path: [],
    })),
  );

const anyTarget: fc.Arbitrary<PacketCandidate> = fc
  .record({
    category: fc.constantFrom('Food', 'unknown'),
    price: anyPrice,
    trajectories: fc.oneof(anyTrajectories, fc.constant<Trajectory[]>([])),
  })
  .map((target) => ({
    ...target,
    itemId: 'target',
    title: 'The Target',
    role: 'target' as const,
    strategy: 'target' as const,
    rank: 0,
    path: [],
  }));

const anyProfile = fc.subarray([...aspects]).chain((chosen) =>
  fc.tuple(
    ...chosen.map((aspectId) =>
      fc
        .record({
          weight: fc.integer({ min: 1, max: 20 }),
          mentions: fc.array(anyMention, { minLength: 1, maxLength: 5 }),
        })
        .map((drawn) => ({
          aspectId,
          label: labelOf(aspectId),
          share: drawn.weight / (20 * chosen.length),
          // As in the data: a mean of the mentions.
          sentiment: drawn.mentions.reduce((sum, mention) => sum + mention.sentiment, 0) / drawn.mentions.length,
          mentions: drawn.mentions.map((mention) => ({ ...mention, itemId: 'past' })),
          terms: null,
        })),
    ),
  ),
);

const anyIntent = fc.subarray([...aspects]).chain((chosen) =>
  fc.tuple(
    ...chosen.map((aspectId) =>
      fc.record({
        aspectId: fc.constant(aspectId),
        label: fc.constant(labelOf(aspectId)),
        sentiment,
        terms: fc.constant(null),
      }),
    ),
  ),
);

/** Packets of any thinness: without candidates but the target, without mentions, without a profile, without an intent. */
export const anyPacket: fc.Arbitrary<PlanPacket> = fc
  .record({
    reviews: fc.nat(60),
    meanWords: fc.double({ min: 0, max: 400, noNaN: true }),
    communityMeanWords: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
    profile: anyProfile,
    intent: anyIntent,
    target: anyTarget,
    distractors: anyDistractors,
    low: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ reviews, meanWords, communityMeanWords, profile, intent, target, distractors, low }) => ({
    dialogId: 'd0123456789abcdef0123',
    userId: 'u',
    targetItemId: 'target',
    asOf,
    keptAspects: aspects.length,
    behaviour: {
      reviews,
      meanWords,
      communityMeanWords,
      lowRatings: Math.floor(low * reviews),
      mentions: reviews,
      negativeMentions: Math.floor(low * reviews),
    },
    writing: [],
    ownClauses: [],
    titleGrams: [],
    profile,
    intent,
    candidates: [target, ...distractors],
  }));
