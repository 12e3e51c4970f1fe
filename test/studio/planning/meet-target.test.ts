import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import { meetTarget } from '../../../studio/planning/meet-target.ts';

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
