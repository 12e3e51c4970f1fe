import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findCore } from '../../../activities/staging/find-core.ts';
import type { Database } from '../../../activities/dependencies.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

type Pair = readonly [user: number, item: number];

/** The largest set of pairs in which every user has `users` items and every item `items` users, found by removing one pair at a time. */
function bruteForceCore(pairs: readonly Pair[], users: number, items: number): Pair[] {
  let core = pairs.filter(
    ([user, item], at) => pairs.findIndex((other) => other[0] === user && other[1] === item) === at,
  );
  for (;;) {
    const weak = core.findIndex(
      ([user, item]) =>
        core.filter((other) => other[0] === user).length < users ||
        core.filter((other) => other[1] === item).length < items,
    );
    if (weak < 0) return core;
    core = core.filter((_, at) => at !== weak);
  }
}

const countUsers = (core: readonly Pair[]): number => new Set(core.map(([user]) => user)).size;

describe('finding the core', () => {
  let testRun: TestRun;
  before(async () => {
    testRun = await createTestRun();
  });
  after(() => testRun.remove());

  async function coreOf(
    db: Database,
    pairs: readonly Pair[],
    core: object,
    untitled: readonly number[] = [],
  ): Promise<{ itemMinimum: number; pairs: string[] }> {
    await db.run(`
      create or replace temp table staged_reviews as
      select
        row[1]::varchar as user_id, row[2]::varchar as item_id, null::varchar as reason, row::varchar as review_id, 5 as rating,
        timestamp '2020-01-01' as reviewed_at
      from (select unnest(from_json('${JSON.stringify(pairs)}', '[["integer"]]')) as row)`);
    await db.run(`
      create or replace temp table staged_items as
      select distinct item_id, if(list_contains([${untitled.join(', ')}]::integer[], item_id::integer), null, 'a title') as title,
        null::varchar as reason
      from staged_reviews`);
    const parsed = RunConfigSchema.parse({ core });
    // Every review may become a dialog, where its item has a title.
    const config = { ...parsed, targets: { ...parsed.targets, minimumHistory: 0 } };
    const { itemMinimum } = await findCore({ db, deps: testRun.deps, config });
    const rows = await db.rows('select user_id, item_id from core_pairs');
    return { itemMinimum, pairs: rows.map((row) => `${String(row['user_id'])} ${String(row['item_id'])}`).toSorted() };
  }

  it('finds what brute force finds, relaxed as far as needed, on any small graph', async () => {
    const pair = fc.tuple(fc.nat(6), fc.nat(6));
    const graph = fc.tuple(
      fc.array(pair, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(6),
    );
    await testRun.deps.withDatabase(testRun.run, (db) =>
      fc.assert(
        fc.asyncProperty(graph, async ([pairs, users, items, minimumUsers]) => {
          const most = countUsers(bruteForceCore(pairs, users, 1));
          if (most === 0) {
            await assert.rejects(coreOf(db, pairs, { users, items, minimumUsers: 1 }), { name: 'DatasetMalformed' });
            return;
          }
          let itemMinimum = items;
          const wanted = Math.min(Math.max(minimumUsers, 1), most);
          while (countUsers(bruteForceCore(pairs, users, itemMinimum)) < wanted) itemMinimum -= 1;
          const expected = bruteForceCore(pairs, users, itemMinimum)
            .map(([user, item]) => `${user} ${item}`)
            .toSorted();
          const found = await coreOf(db, pairs, { users, items, minimumUsers: Math.max(minimumUsers, 1) });
          assert.deepEqual(found, { itemMinimum, pairs: expected });
        }),
        { numRuns: 40 },
      ),
    );
  });

  it('relaxes for users of titled items: the others can get no dialog', async () => {
    await testRun.deps.withDatabase(testRun.run, async (db) => {
      const pairs: Pair[] = [
        [1, 1],
        [2, 1],
        [3, 2],
      ];
      const settings = { users: 1, items: 2, minimumUsers: 1 };
      assert.equal((await coreOf(db, pairs, settings)).itemMinimum, 2);
      assert.deepEqual(await coreOf(db, pairs, settings, [1]), { itemMinimum: 1, pairs: ['1 1', '2 1', '3 2'] });
    });
  });

  it('counts several reviews of one item by one user once', async () => {
    await testRun.deps.withDatabase(testRun.run, async (db) => {
      const pairs: Pair[] = [
        [1, 1],
        [1, 1],
        [1, 1],
        [2, 1],
        [2, 2],
        [3, 1],
        [3, 2],
      ];
      const found = await coreOf(db, pairs, { users: 2, items: 2, minimumUsers: 0 });
      assert.deepEqual(found.pairs, ['2 1', '2 2', '3 1', '3 2']);
    });
  });
});
