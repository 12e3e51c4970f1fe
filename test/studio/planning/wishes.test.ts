import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import { chooseWishes, discriminationOf } from '../../../studio/planning/wishes.ts';
import type { ProfileAspect } from '../../../studio/planning/plan-packet.ts';

const aspect = (aspectId: string, share: number, sentiments: number[] = [0.5], sentiment = 0.5): ProfileAspect => ({
  aspectId,
  label: aspectId,
  share,
  sentiment,
  mentions: sentiments.map((value, at) => ({
    reviewId: `${aspectId}-${at}`,
    itemId: 'past',
    reviewedAt: '2024-01-01T00:00:00.000Z',
    charStart: 0,
    charEnd: 5,
    sentiment: value,
  })),
});

const intent = (aspectId: string, sentiment: number) => ({ aspectId, label: aspectId, sentiment });

const claim = (aspectId: string, level: number): Claim => ({
  itemId: 'i',
  aspectId,
  topicId: aspectId,
  label: aspectId,
  polarity: 'mixed',
  n: 1,
  positive: 1,
  negative: 0,
  level,
  trend: 'steady',
  since: null,
  evidence: [],
  quotes: [],
});

const ids = (wishes: readonly { aspectId: string }[]): string[] => wishes.map(({ aspectId }) => aspectId);

describe('discriminationOf', () => {
  it('is half the spread of the levels, and nothing where fewer than two are known', () => {
    assert.equal(discriminationOf('a', []), 0);
    assert.equal(discriminationOf('a', [[claim('a', 0.8)], [claim('b', -1)]]), 0);
    assert.equal(discriminationOf('a', [[claim('a', 0.8)], [claim('a', -0.2)], [claim('a', 0.1)]]), 0.5);
  });
});

describe('chooseWishes', () => {
  it('orders profile aspects by share, lifted by discrimination and by the target review, ties by id', () => {
    const profile = [aspect('c', 0.2), aspect('b', 0.2), aspect('a', 0.4), aspect('d', 0.2)];
    assert.deepEqual(ids(chooseWishes(profile, [], [])), ['a', 'b', 'c', 'd']);
    const claims = [[claim('d', 1)], [claim('d', -1)]];
    assert.deepEqual(ids(chooseWishes(profile, [], claims)), ['d', 'a', 'b', 'c']);
    assert.deepEqual(ids(chooseWishes(profile, [intent('c', -0.5)], [])), ['a', 'c', 'b', 'd']);
  });

  it('takes at most four from the profile and two from the intent', () => {
    const profile = ['a', 'b', 'c', 'd', 'e'].map((id, at) => aspect(id, 0.3 - at / 100));
    const wishes = chooseWishes(profile, [intent('x', 0.3), intent('y', 0.9), intent('z', 0.6), intent('w', 0.1)], []);
    assert.deepEqual(ids(wishes), ['a', 'b', 'c', 'd', 'y', 'z']);
    assert.deepEqual(wishes.at(-1), {
      aspectId: 'z',
      label: 'z',
      source: 'intent',
      share: 0,
      sentiment: 0.6,
      polarity: 'positive',
      evidence: [],
    });
  });

  it('backs a wish by mentions of its own polarity, and leaves it out where there is none', () => {
    const [liked, hated] = chooseWishes(
      [aspect('a', 0.6, [0.9, -0.9, 0.4, 0.7, 0.8], 0.5), aspect('b', 0.4, [-0.5, 0.9], -0.4)],
      [],
      [],
    );
    assert.deepEqual(
      liked?.evidence.map(({ reviewId }) => reviewId),
      ['a-0', 'a-2', 'a-3'],
    );
    assert.deepEqual([hated?.polarity, hated?.evidence.map(({ reviewId }) => reviewId)], ['negative', ['b-0']]);
    assert.deepEqual(chooseWishes([aspect('a', 1, [0.1], 0.5)], [], []), []);
    assert.equal(chooseWishes([aspect('a', 1, [0.1, -0.1], 0)], [], [])[0]?.evidence.length, 2);
  });

  it('never repeats a profile aspect as an intent', () => {
    assert.deepEqual(ids(chooseWishes([aspect('a', 1)], [intent('a', 0.9)], [])), ['a']);
  });
});
