import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { listBeginnings } from '../../../activities/dataset/write-attempts.ts';

describe('pages of attempts', () => {
  const idArbitrary = fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'.split('')),
    minLength: 20,
    maxLength: 20,
  });

  it('take every dialog once, in the order of the ids', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.array(idArbitrary, { minLength: 1, maxLength: 8 }),
        (dialogs, ids) => {
          const beginnings = listBeginnings(dialogs);
          const pagesOf = (id: string): number[] =>
            beginnings.flatMap((beginning, page) => (new RegExp(`^${beginning}`, 'u').test(id) ? [page] : []));
          const pages = ids.toSorted().map(pagesOf);
          for (const own of pages) assert.equal(own.length, 1);
          const order = pages.flat();
          assert.deepEqual(
            order,
            order.toSorted((a, b) => a - b),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('hold some 32 dialogs at most', () => {
    for (const dialogs of [0, 1, 32, 33, 1000, 12_000, 100_000]) {
      assert.ok(dialogs / listBeginnings(dialogs).length <= 32, `${dialogs} dialogs`);
    }
    assert.equal(listBeginnings(20).length, 1);
  });
});
