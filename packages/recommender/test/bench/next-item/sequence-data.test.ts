import assert from 'node:assert/strict';
import { parseInteractions } from '../../../bench/next-item/movielens.ts';
import { describeSequences, lateChoices, leaveOneOut } from '../../../bench/next-item/sequence-data.ts';
import type { Sequence } from '../../../bench/next-item/sequence-data.ts';

const header = 'user_id:token\titem_id:token\trating:float\ttimestamp:float';

const sequence = (userId: string, ...itemIds: string[]): Sequence => ({
  userId,
  choices: itemIds.map((itemId) => ({ itemId, atMs: 5 })),
});

describe('what people chose, as data of recommenders', () => {
  it('is read in the order of time, and another header is refused', () => {
    assert.deepEqual(parseInteractions(`${header}\n7\tb\t4\t20\n7\ta\t3\t10\n`), [
      {
        userId: '7',
        choices: [
          { itemId: 'a', atMs: 10_000 },
          { itemId: 'b', atMs: 20_000 },
        ],
      },
    ]);
    assert.throws(() => parseInteractions('user\titem\n'), /the interactions begin with user/u);
  });

  it('leaves the last choice to the test and the one before to validation; the order of equal times is kept', () => {
    const { items, dialogs } = describeSequences([sequence('u', 'a', 'b', 'c', 'd', 'e')], leaveOneOut, () => 0);
    const named = dialogs.map(({ split, target, history }) => [
      split,
      items[target]?.itemId,
      history.map(({ item }) => items[item]?.itemId).join(''),
    ]);
    assert.deepEqual(named, [
      ['train', 'c', 'ab'],
      ['valid', 'd', 'abc'],
      ['test', 'e', 'abcd'],
    ]);
    for (const { history, atMs } of dialogs) assert(history.every((visit) => visit.atMs < atMs));
  });

  it('tests every choice of the last fifth, a target never being in its own history', () => {
    const long: Sequence = {
      userId: 'u',
      choices: Array.from({ length: 10 }, (_, at) => ({ itemId: `i${at % 9}`, atMs: 1000 * at })),
    };
    const { dialogs } = describeSequences([long], lateChoices([long]), () => 0);
    assert.deepEqual(
      dialogs.map(({ split }) => split),
      ['train', 'valid', 'test', 'test'],
    );
    for (const { history, target } of dialogs) assert(history.every(({ item }) => item !== target));
  });
});
