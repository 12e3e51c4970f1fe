import assert from 'node:assert/strict';
import { buildClaim } from '../../../studio/planning/claims.ts';
import type { FinestTrajectory } from '../../../studio/planning/choose-finest.ts';

const mention = (reviewId: string, sentiment: number) => ({
  reviewId,
  reviewedAt: '2024-03-31T23:59:59.000Z',
  charStart: 2,
  charEnd: 9,
  sentiment,
});

const facts = (change: Partial<FinestTrajectory>): FinestTrajectory => ({
  aspectId: 'a01',
  topicId: 'a01.cell',
  label: 'battery',
  n: 5,
  positive: 4,
  negative: 1,
  level: 0.5,
  trend: 'steady',
  firstMonth: '2022-07-01',
  evidence: [mention('r1', 0.8), mention('r2', -0.6), mention('r3', 0.5), mention('r4', 0.4), mention('r5', 0.3)],
  ...change,
});

const reviewsOf = (change: Partial<FinestTrajectory>): string[] | undefined =>
  buildClaim('i', facts(change))?.evidence.map(({ reviewId }) => reviewId);

describe('buildClaim', () => {
  it('says the row as it is, with up to three mentions of its own polarity', () => {
    const claim = buildClaim('i', facts({}));
    assert.deepEqual(claim?.evidence[0], {
      side: 'community',
      reviewId: 'r1',
      itemId: 'i',
      aspectId: 'a01',
      month: '2024-03-01',
      reviewedAt: '2024-03-31T23:59:59.000Z',
      charStart: 2,
      charEnd: 9,
      sentiment: 0.8,
    });
    assert.deepEqual(
      { ...claim, evidence: claim?.evidence.map(({ reviewId }) => reviewId) },
      {
        itemId: 'i',
        aspectId: 'a01',
        topicId: 'a01.cell',
        label: 'battery',
        polarity: 'positive',
        n: 5,
        positive: 4,
        negative: 1,
        level: 0.5,
        trend: 'steady',
        since: null,
        evidence: ['r1', 'r3', 'r4'],
        quotes: [],
      },
    );
  });

  it('goes by its counts, and is mixed where the decayed level says the opposite, with one mention of each side', () => {
    assert.deepEqual(reviewsOf({ level: -0.5, positive: 1, negative: 4 }), ['r2']);
    assert.deepEqual(reviewsOf({ level: -0.5 }), ['r1', 'r2']);
    assert.deepEqual(reviewsOf({ level: 0 }), ['r1', 'r3', 'r4']);
    assert.equal(buildClaim('i', facts({ level: 0.5, positive: 2, negative: 2 }))?.polarity, 'mixed');
  });

  it('is mostly praise where three praise and one complains, and nothing where nobody has an opinion', () => {
    assert.equal(buildClaim('i', facts({ level: 0.1, positive: 3, negative: 1 }))?.polarity, 'positive');
    assert.equal(buildClaim('i', facts({ level: 0.1, positive: 0, negative: 0 })), undefined);
  });

  it('is not made where no mention bears it', () => {
    assert.equal(buildClaim('i', facts({ evidence: [] })), undefined);
    assert.equal(buildClaim('i', facts({ evidence: [mention('r2', -0.6)] })), undefined);
    assert.equal(buildClaim('i', facts({ positive: 2, negative: 2, evidence: [mention('r1', 0.8)] })), undefined);
    assert.equal(buildClaim('i', facts({ evidence: [mention('r1', 0.05)] })), undefined);
  });

  it('dates a rising or falling trend only', () => {
    assert.equal(buildClaim('i', facts({ trend: 'rising' }))?.since, '2022-07-01');
    assert.equal(buildClaim('i', facts({ trend: 'falling' }))?.since, '2022-07-01');
    assert.equal(buildClaim('i', facts({ trend: 'sparse' }))?.since, null);
  });
});
