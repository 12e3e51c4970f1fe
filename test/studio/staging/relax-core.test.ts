import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describeCore } from '../../../studio/staging/describe-core.ts';
import { relaxCore } from '../../../studio/staging/relax-core.ts';
import type { RelaxedCore } from '../../../studio/staging/relax-core.ts';

/** Users left by minimum 1, 2, 3, ...; records which minimum was computed last. */
async function relax(
  usersByMinimum: readonly number[],
  items: number,
  minimumUsers: number,
): Promise<RelaxedCore & { last: number }> {
  let last = 0;
  const core = await relaxCore({ items, minimumUsers }, async (itemMinimum) => {
    last = itemMinimum;
    const users = usersByMinimum[itemMinimum - 1] ?? 0;
    return Promise.resolve({ users: users + 1, eligibleUsers: users, items: 1 });
  });
  return { ...core, last };
}

describe('relaxing the core', () => {
  it('keeps the minimum asked for when it leaves enough users', async () => {
    assert.deepEqual(await relax([900, 500, 100], 3, 100), {
      itemMinimum: 3,
      users: 101,
      eligibleUsers: 100,
      items: 1,
      tried: [],
      last: 3,
    });
  });

  it('stops at the first minimum that leaves enough', async () => {
    const core = await relax([900, 500, 99, 40, 0], 5, 100);
    assert.deepEqual([core.itemMinimum, core.eligibleUsers], [2, 500]);
    assert.deepEqual(core.tried, [
      { itemMinimum: 5, users: 1, eligibleUsers: 0, items: 1 },
      { itemMinimum: 4, users: 41, eligibleUsers: 40, items: 1 },
      { itemMinimum: 3, users: 100, eligibleUsers: 99, items: 1 },
    ]);
  });

  it('goes back to the strictest minimum that leaves as many users as any when none leaves enough', async () => {
    const core = await relax([30, 30, 30, 12, 0], 5, 100);
    assert.deepEqual([core.itemMinimum, core.eligibleUsers, core.last], [3, 30, 3]);
  });

  it('never relaxes when no number of users is asked for', async () => {
    assert.equal((await relax([50, 0], 2, 0)).itemMinimum, 2);
  });

  it('is the strictest core with enough users, or with the most, for any counts', async () => {
    const counts = fc
      .array(fc.nat(50), { minLength: 1, maxLength: 6 })
      .map((values) => values.toSorted((a, b) => b - a));
    await fc.assert(
      fc.asyncProperty(counts, fc.nat(60), async (users, minimumUsers) => {
        const core = await relax(users, users.length, minimumUsers);
        const most = users[0] ?? 0;
        const wanted = users.findLastIndex((count) => count >= Math.min(minimumUsers, most)) + 1;
        assert.equal(core.itemMinimum, wanted);
        assert.equal(core.eligibleUsers, users[wanted - 1]);
        assert.equal(core.last, wanted);
      }),
    );
  });

  it('says what it did and why', async () => {
    const settings = { users: 5, items: 3, minimumUsers: 100 };
    const kept = await relax([900, 500, 100], 3, 100);
    assert.equal(
      describeCore(kept, settings),
      'users with 5 or more items and items with 3 or more users: 101 users, 1 items',
    );
    const relaxed = await relax([900, 80, 7], 3, 100);
    assert.equal(
      describeCore(relaxed, settings),
      'users with 5 or more items and items with 1 or more users: 901 users, 1 items; the item side was relaxed from 3 to 1 because fewer than 100 users who can get a dialog were left (3 left 7, 2 left 80)',
    );
  });
});
