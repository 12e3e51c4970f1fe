import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import type { Evidence } from '../../../schemas/evidence.ts';
import { keepAnswerable, meetTarget } from '../../../studio/planning/meet-target.ts';

const wish = (topicId: string): AspectWish => ({
  aspectId: topicId,
  topicId,
  label: `the ${topicId}`,
  source: 'profile',
  share: 0.2,
  sentiment: 0.5,
  polarity: 'positive',
  evidence: [],
});
const mention: Evidence = {
  side: 'user',
  reviewId: 'r',
  itemId: 'i',
  aspectId: 'a01',
  month: '2024-01-01',
  reviewedAt: '2024-01-05T00:00:00.000Z',
  charStart: 0,
  charEnd: 4,
  sentiment: 0.5,
};
const claim = (topicId: string, positive: number): Claim => ({
  itemId: 'i',
  aspectId: topicId,
  topicId,
  label: `the ${topicId}`,
  polarity: 'positive',
  n: positive,
  positive,
  negative: 0,
  level: 0.6,
  trend: 'steady',
  since: null,
  evidence: [],
  quotes: [],
});
const idsOf = (wishes: readonly AspectWish[]): string[] => wishes.map(({ topicId }) => topicId);

describe('meetTarget', () => {
  it('puts what the target is praised for first, in the wishes’ own order, and keeps two others', () => {
    const wishes = ['soup', 'music', 'bread', 'price', 'room'].map(wish);
    const met = meetTarget(wishes, [claim('bread', 1), claim('soup', 1)]);
    assert.deepEqual(idsOf(met), ['soup', 'bread', 'music', 'price']);
  });

  it('takes what most reviewers praise for the intent where no wish is met', () => {
    const [first, ...others] = meetTarget([wish('burrito'), wish('beer')], [claim('staff', 1), claim('wings', 3)]);
    assert.deepEqual(first, { ...wish('wings'), source: 'intent', share: 0, sentiment: 0.6 });
    assert.deepEqual(idsOf(others), ['burrito', 'beer']);
  });

  it('makes no wish up where nobody praises the target, nor for who wishes for nothing', () => {
    assert.deepEqual(idsOf(meetTarget([wish('soup')], [])), ['soup']);
    assert.deepEqual(meetTarget([], [claim('wings', 3)]), []);
  });
});

const own = (topicId: string): AspectWish => ({ ...wish(topicId), evidence: [mention] });

describe('keepAnswerable', () => {
  const target = { claims: [claim('soup', 1)] };

  it('keeps what the target’s reviews judge, and one wish that none of them mentions', () => {
    const wishes = ['soup', 'music', 'bread', 'price'].map(own);
    assert.deepEqual(idsOf([...keepAnswerable(wishes, target, new Set(['music', 'price']))]), ['soup', 'music']);
  });

  it('keeps all where nothing that a review backs would be left', () => {
    const wishes = [wish('music'), own('bread')];
    assert.deepEqual(idsOf([...keepAnswerable(wishes, { claims: [] }, new Set(['music']))]), ['music', 'bread']);
    assert.deepEqual(idsOf([...keepAnswerable([own('music')], { claims: [] }, new Set(['music']))]), ['music']);
  });
});
