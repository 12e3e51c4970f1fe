import assert from 'node:assert/strict';
import { createCountPassDialogs, createListPlannedDialogs } from '../../../activities/dialogs/list-planned-dialogs.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const idOf = (digit: string): string => `d${digit.repeat(20)}`;

describe('listPlannedDialogs', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
    await test.deps.withDatabase(test.run, async (db) => {
      await db.writeParquet(
        `select unnest([$a, $b, $c, $d]) as dialog_id, 'i' as item_id, 'train' as split, unnest([false, false, true, true]) as is_reserve`,
        test.run.relationPath('targets'),
        { a: idOf('a'), b: idOf('b'), c: idOf('c'), d: idOf('d') },
      );
      await db.writeParquet(`select 'i' as item_id, 'Thai' as category`, test.run.relationPath('items'));
      await db.writeParquet(
        `select unnest([$a, $b, $d]) as dialog_id, unnest([7, 9, 11]) as turns`,
        test.run.relationPath('plans'),
        { a: idOf('a'), b: idOf('b'), d: idOf('d') },
      );
    });
  });
  afterEach(() => test.remove());

  const end = (dialogId: string, status: 'accepted' | 'failed'): Promise<void> =>
    test.run.writeText(
      `work/dialogs/${dialogId}.json`,
      JSON.stringify({ dialogId, status, reason: null, realizer: 'offline-realizer', turns: [] }),
    );
  const count = (pass: number): Promise<number> => createCountPassDialogs(test.deps)({ ref: test.run.ref, pass });
  const list = (pass: number, shard: number) =>
    createListPlannedDialogs(test.deps)({ ref: test.run.ref, pass, shard, dialogsPerShard: 1 });

  it('lists the dialogs asked for in shards, those that ended apart', async () => {
    await end(idOf('a'), 'accepted');
    assert.equal(await count(0), 2);
    assert.deepEqual(await list(0, 0), { waiting: [], finished: { accepted: 1, failed: 0 } });
    assert.deepEqual(await list(0, 1), {
      waiting: [{ dialogId: idOf('b'), turns: 9, split: 'train' }],
      finished: { accepted: 0, failed: 0 },
    });
  });

  it('replaces a failed dialog by a planned reserve once the whole pass has ended', async () => {
    await end(idOf('a'), 'failed');
    assert.equal(await count(1), 0);
    await end(idOf('b'), 'accepted');
    assert.equal(await count(1), 1);
    assert.deepEqual((await list(1, 0)).waiting, [{ dialogId: idOf('d'), turns: 11, split: 'train' }]);
    await end(idOf('d'), 'failed');
    assert.equal(await count(2), 0);
  });
});
