import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import { chooseWishes, discriminationOf } from '../../../studio/planning/wishes.ts';
import type { IntentTopic, ProfileTopic } from '../../../studio/planning/name-topics.ts';

const aspect = (aspectId: string, share: number, sentiments: number[] = [0.5], sentiment = 0.5): ProfileTopic => ({
  aspectId,
  topicId: aspectId,
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

const intent = (aspectId: string, sentiment: number): IntentTopic => ({
  aspectId,
  topicId: aspectId,
  label: aspectId,
  sentiment,
});

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

const stanceOf = (sentiments: number[]) => {
  const [wish] = chooseWishes([aspect('a', 1, sentiments)], [], []);
  return [wish?.polarity, wish?.evidence.map(({ reviewId }) => reviewId)];
};

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
      topicId: 'z',
      label: 'z',
      source: 'intent',
      share: 0,
      sentiment: 0.6,
      polarity: 'positive',
      evidence: [],
    });
  });

  it('takes what the user only mentioned where there is nothing else, and then two at most', () => {
    const [one, other] = [aspect('m', 0.5, [0]), aspect('n', 0.4, [0.05])];
    assert.deepEqual(ids(chooseWishes([one, other, aspect('a', 0.1)], [], [])), ['a']);
    assert.deepEqual(ids(chooseWishes([one, other], [intent('x', 0.6)], [])), ['x']);
    assert.deepEqual(ids(chooseWishes([one, other, aspect('o', 0.3, [0])], [], [])), ['m', 'n']);
  });

  it('is mixed only where the user both praised and complained, and cites one of each first', () => {
    assert.deepEqual(stanceOf([0.9, 0.4, -0.5]), ['mixed', ['a-0', 'a-2', 'a-1']]);
    assert.deepEqual(stanceOf([0.1, -0.1, 0]), ['neutral', ['a-0', 'a-1', 'a-2']]);
    assert.deepEqual(stanceOf([0.1, 0.6]), ['positive', ['a-1']]);
    assert.deepEqual(stanceOf([0, -0.6]), ['negative', ['a-1']]);
  });

  it('calls three of four who praise mostly praise, whatever the fourth says', () => {
    assert.deepEqual(stanceOf([0.9, -0.9, 0.4, 0.7]), ['positive', ['a-0', 'a-2', 'a-3']]);
    assert.deepEqual(stanceOf([-0.9, 0.9, -0.4, -0.7]), ['negative', ['a-0', 'a-2', 'a-3']]);
  });

  it('never repeats a profile aspect as an intent', () => {
    assert.deepEqual(ids(chooseWishes([aspect('a', 1)], [intent('a', 0.9)], [])), ['a']);
  });
});
