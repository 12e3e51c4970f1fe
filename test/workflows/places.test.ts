import assert from 'node:assert/strict';
import { dialogsPerSignal, placesPerStep } from '../../workflows/places.ts';

describe('places', () => {
  it('go to the next shard by an eighth of all, and by one where there are few', () => {
    assert.deepEqual([1, 4, 8, 64, 96].map(placesPerStep), [1, 1, 1, 8, 12]);
  });
});

describe('dialogsPerSignal', () => {
  it('makes some 200 signals of a pass at most, whatever its size', () => {
    for (const dialogs of [1, 300, 2_000, 12_000, 1_000_000]) assert.ok(dialogs / dialogsPerSignal(dialogs) <= 200);
    assert.equal(dialogsPerSignal(300), 10, 'a small run shows its progress all the same');
  });
});
