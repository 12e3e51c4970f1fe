import assert from 'node:assert/strict';
import { findAskedElsewhere, splitDialogs } from '../../data/split-dialogs.ts';
import { createData } from '../recommender-data.ts';

const data = createData(200, 1, 'none');

describe('splits of dialogs', () => {
  it('by dialog has 70, 15 and 15 of a hundred, drawn from the seed', () => {
    const splitOf = splitDialogs(data, 'dialog', 5);
    const counts = { train: 0, valid: 0, test: 0 };
    for (const split of splitOf.values()) counts[split] += 1;
    assert.deepEqual(counts, { train: 140, valid: 30, test: 30 });
    assert.deepEqual(splitDialogs(data, 'dialog', 5), splitOf);
    assert.notDeepEqual(splitDialogs(data, 'dialog', 6), splitOf);
  });

  it('by time are the run’s own, with no user in two of them', () => {
    const splitOf = splitDialogs(data, 'time', 5);
    const splitsOf = new Map<string, Set<string>>();
    for (const { dialogId, userId, split } of data.dialogs) {
      assert.equal(splitOf.get(dialogId), split);
      splitsOf.set(userId, (splitsOf.get(userId) ?? new Set<string>()).add(split));
    }
    assert(splitsOf.size > 50);
    for (const [userId, splits] of splitsOf) assert.equal(splits.size, 1, userId);
  });

  it('a training dialog does not know what another split asks its user for', () => {
    const [first, second] = data.dialogs;
    assert(first !== undefined && second !== undefined && first.userId === second.userId);
    const splitOf = new Map([
      [first.dialogId, 'test' as const],
      [second.dialogId, 'train' as const],
    ]);
    const isAskedElsewhere = findAskedElsewhere({ ...data, dialogs: [first, second] }, splitOf);
    assert.equal(isAskedElsewhere(second, first.target), true);
    assert.equal(isAskedElsewhere(second, (first.target + 1) % 30), false);
    // Tested, it may know all that is earlier.
    assert.equal(isAskedElsewhere(first, first.target), false);
  });
});
