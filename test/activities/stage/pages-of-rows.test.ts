import assert from 'node:assert/strict';
import { makePages, removePages } from '../../../activities/stage/pages-of-rows.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

describe('pages of rows', () => {
  let test: TestRun;
  before(async () => {
    test = await createTestRun();
  });
  after(() => test.remove());

  const makeWords = (pages: number): Promise<unknown[]> =>
    test.deps.withDatabase(test.run, async (db) => {
      await makePages({ ...test, db }, 'words', pages, async (page) => ({
        sql: `select $page as page, unnest(['a', 'b']) as word`,
        values: { page },
      }));
      return (await db.rows('from words')).map(({ page, word }) => `${String(page)}${String(word)}`);
    });

  it('are one relation in the order of the pages, with a heartbeat each', async () => {
    assert.deepEqual(await makeWords(3), ['0a', '0b', '1a', '1b', '2a', '2b']);
    assert.deepEqual(test.heartbeats.at(-1), { pages: 'words', page: 3, of: 3 });
  });

  it('hold nothing of what was left there, and leave nothing', async () => {
    assert.deepEqual(await makeWords(1), ['0a', '0b']);
    await test.deps.withDatabase(test.run, (db) => removePages({ ...test, db }, 'words'));
    assert.deepEqual(await test.run.listNames('work/pages'), []);
  });
});
