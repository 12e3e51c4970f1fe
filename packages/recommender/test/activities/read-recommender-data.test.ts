import assert from 'node:assert/strict';
import { readRecommenderData } from '../../activities/read-recommender-data.ts';
import type { RecommenderData } from '../../data/recommender-data.ts';
import { createTestRun } from '../../../../test/doubles/dependencies.ts';
import type { TestRun } from '../../../../test/doubles/dependencies.ts';
import { createRecommenderRun } from './recommender-run.ts';

describe('what recommenders are given of a run', () => {
  let test: TestRun;
  let data: RecommenderData;
  before(async () => {
    test = await createRecommenderRun();
    data = await readRecommenderData(test.deps, test.run);
  });
  after(() => test.remove());

  it('is every accepted dialog, with the items of the core', () => {
    assert.equal(data.dialogs.length, 119);
    assert.equal(data.items.length, 20);
    assert.deepEqual(
      data.dialogs.map(({ dialogId }) => dialogId),
      Array.from({ length: 119 }, (_, at) => `d${String(at + 1).padStart(3, '0')}`),
    );
    for (const { target, dialogId } of data.dialogs) {
      assert.equal(data.items[target]?.itemId, `i${(7 * Number(dialogId.slice(1))) % 20}`);
    }
  });

  it('leaves out, and counts, dialogs in which the user does not take the target', async () => {
    const other = await createRecommenderRun();
    try {
      await other.deps.withDatabase(other.run, async (db) => {
        await db.openParquet('dialogs', other.run.relationPath('dialogs'));
        await db.run(
          `create temp table changed as select * replace (case dialog_id when 'd001' then 'left' when 'd002' then 'accepted_with_doubt' else outcome end as outcome) from dialogs`,
        );
        await db.writeParquet('from changed', other.run.relationPath('dialogs'));
      });
      const found = await readRecommenderData(other.deps, other.run);
      assert.deepEqual([found.dialogs.length, found.notTaken.map(({ outcome }) => outcome)], [118, ['left']]);
      assert.deepEqual([data.dialogs.length, data.notTaken.length], [119, 0]);
    } finally {
      await other.remove();
    }
  });

  it('holds nothing from the dialog’s time on: neither the target interaction nor a later one', () => {
    for (const { history, atMs, dialogId } of data.dialogs) {
      assert.equal(history.length, 3, dialogId);
      for (const [at, interaction] of history.entries()) {
        assert(interaction.atMs < atMs);
        assert(interaction.atMs > (history[at - 1]?.atMs ?? 0));
      }
    }
  });

  it('ends before the turn that names the target, with every title masked and evidence marked', () => {
    for (const { turns, dialogId } of data.dialogs) {
      const number = (7 * Number(dialogId.slice(1))) % 20;
      assert.deepEqual(
        turns.map(({ text }) => text),
        [
          'Good day.',
          'Good day.',
          `Something with mark${number} please.`,
          'Try [item] now.',
          'The castle velmora sounds dull.',
        ],
      );
      assert.deepEqual(
        turns.map(({ hasEvidence }) => hasEvidence),
        [false, false, true, false, false],
      );
      assert.deepEqual(turns.map(({ speaker }) => speaker).slice(0, 2), ['user', 'system']);
    }
  });

  it('says which relation a run lacks', async () => {
    const empty = await createTestRun();
    await assert.rejects(readRecommenderData(empty.deps, empty.run), /has no relation reviews yet/u);
    await empty.remove();
  });
});
