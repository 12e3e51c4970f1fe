import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { doubts } from '../../../studio/report/doubts.ts';

/** Relations as queries, each whole enough for the doubts that ask it. */
type Tables = Readonly<Record<string, string>>;

/** A hundred dialogs of four turns about twenty items: nothing to doubt. */
const sound: Tables = {
  dialogs: `select 'd' || i as dialog_id, 'i' || (i % 20) as item_id, 'accepted' as status, ['train', 'valid', 'test'][1 + i % 3] as split from range(120) t(i)`,
  turns: `select 'd' || i as dialog_id, turn, 'this is utterance number ' || (i * 4 + turn) as text from range(120) t(i), range(4) u(turn)`,
  turn_evidence: `select 'd' || i as dialog_id, 'community' as side from range(120) t(i)`,
  items: `select 'i' || i as item_id, 'Item ' || i as title from range(20) t(i)`,
  reviews: `select 'r' || i as review_id, 'i' || (i % 20) as item_id from range(500) t(i)`,
  rejected_rows: `select 1 as line where false`,
  aspects: `select 'a' || i as aspect_id, 'aspect ' || i as label, true as kept from range(4) t(i)`,
  voices: `select 'a' || (i % 4) as aspect_id from range(400) t(i)`,
  trajectory_summaries: `select if(i % 2 = 0, 'sparse', 'steady') as label from range(100) t(i)`,
  attempts: `select 'h' as request_hash, null::varchar as failure, 0.1 as cost_usd from range(10)`,
};

const find = (name: string, changed: Tables = {}): Promise<unknown[]> =>
  withDatabase({ memoryLimitMb: 256, threads: 1 }, async (db) => {
    for (const [table, sql] of Object.entries({ ...sound, ...changed }))
      await db.run(`create table ${table} as ${sql}`);
    return (await db.rows(await readSql(`studio/report/doubts/${name}.sql`))).map(({ doubt }) => doubt);
  });

const planted: Readonly<Record<(typeof doubts)[number], [Tables, RegExp]>> = {
  failed: [
    { dialogs: `${sound['dialogs']} union all select 'x' || i, 'i1', 'failed', 'train' from range(9) t(i)` },
    /^9 of 129 dialogs failed.*7 %/u,
  ],
  splits: [
    { dialogs: `from (${sound['dialogs']}) where split <> 'test' or dialog_id < 'd11'` },
    /^The split test has \d dialogs/u,
  ],
  ungrounded: [
    { turn_evidence: `select 'd' || i as dialog_id, if(i < 20, 'user', 'community') as side from range(120) t(i)` },
    /^20 of 120 dialogs rest on no review/u,
  ],
  repeats: [
    { turns: `select 'd1' as dialog_id, i as turn, 'the very same five words' as text from range(10) t(i)` },
    /^90 % of the utterances/u,
  ],
  one_item: [
    {
      dialogs: `select 'd' || i as dialog_id, if(i < 8, 'i0', 'i' || (1 + i % 19)) as item_id, 'accepted' as status, 'train' as split from range(120) t(i)`,
    },
    /^"Item 0" is the target of 8 of 120/u,
  ],
  one_aspect: [
    { voices: `select if(i < 200, 'a0', 'a' || (i % 4)) as aspect_id from range(400) t(i)` },
    /^The aspect "aspect 0" takes 62 %/u,
  ],
  sparse: [
    { trajectory_summaries: `select if(i < 90, 'sparse', 'steady') as label from range(100) t(i)` },
    /^90 % of the 100 trajectories/u,
  ],
  untitled: [
    { items: `select 'i' || i as item_id, if(i < 3, null, 'Item ' || i) as title from range(20) t(i)` },
    /^3 of 20 reviewed items/u,
  ],
  rejected: [{ rejected_rows: 'select i as line from range(50) t(i)' }, /^50 input rows could not be read \(9 %\)/u],
  costs: [
    {
      attempts: `select 'h' as request_hash, null::varchar as failure, if(i = 0, null, 0.1) as cost_usd from range(10) t(i)`,
    },
    /^1 of 10 answers/u,
  ],
};

describe('what a report doubts', () => {
  it('has a statement each, and no statement is left out', async () => {
    const files = await readdir(new URL('../../../studio/report/doubts', import.meta.url));
    assert.deepEqual(files.toSorted(), doubts.map((name) => `${name}.sql`).toSorted());
  });

  for (const name of doubts) {
    it(`${name}: said where it is so, and nothing of a sound run or an empty one`, async () => {
      const [tables, sentence] = planted[name];
      const [said, ...others] = await find(name, tables);
      assert.match(String(said), sentence);
      assert.deepEqual(others, []);
      assert.deepEqual(await find(name), []);
      const empty = Object.fromEntries(Object.entries(sound).map(([table, sql]) => [table, `from (${sql}) limit 0`]));
      assert.equal((await find(name, empty)).length, name === 'splits' ? 3 : 0);
    });
  }
});
