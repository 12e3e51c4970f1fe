import assert from 'node:assert/strict';
import { z } from 'zod';
import type { StageContext } from '../../../activities/stage/run-stage.ts';
import { createTableInPieces, writeWithNames } from '../../../activities/stage/table-in-pieces.ts';
import { createTestRun } from '../../doubles/dependencies.ts';

const sql = 'select no from range(1000) as numbers(no) where no >= $from and no < $to order by no';

describe('createTableInPieces', () => {
  it('takes every number once, in order, however many pieces there are', async () => {
    const test = await createTestRun();
    try {
      for (const [rows, pieces] of [
        [0, 1],
        [3_000_000, 1],
        [3_000_001, 2],
        [50_000_000, 17],
      ] as const) {
        const beats: unknown[] = [];
        const read = await test.deps.withDatabase(test.run, async (db) => {
          const context = { db, deps: { ...test.deps, heartbeat: (beat: unknown) => beats.push(beat) } };
          await createTableInPieces(context, 'counted', sql, { rows, numbers: 1000 }, {});
          return z.array(z.object({ no: z.number() })).parse(await db.rows('from counted'));
        });
        assert.deepEqual(
          read.map(({ no }) => no),
          [...Array(1000).keys()],
        );
        assert.equal(beats.length, pieces);
      }
    } finally {
      await test.remove();
    }
  });
});

describe('writeWithNames', () => {
  it('keeps the order of the table, even where the names are more than its rows', async () => {
    const test = await createTestRun();
    try {
      await test.deps.withDatabase(test.run, async (db) => {
        await db.run('create table names as select no, md5(no::varchar) as name from range(300000) as numbers(no)');
        await db.run('create table counted as select no from range(0, 300000, 7) as numbers(no)');
        const write: StageContext['write'] = (relation, query) =>
          db.writeParquet(query, test.run.relationPath(relation));
        await writeWithNames({ db, write }, 'profiles', 'select no, name from counted join names using (no)', {});
        await db.openParquet('written', test.run.relationPath('profiles'));
        const [found] = await db.rows(
          `select count(*) as rows, count(*) filter (where no <> 7 * place) as misplaced
             from (select no, row_number() over () - 1 as place from written)`,
        );
        assert.deepEqual(found, { rows: 42858, misplaced: 0 });
        const [setting] = await db.rows(`select current_setting('disabled_optimizers') as value`);
        assert.equal(setting?.['value'], '', 'and only for this statement');
      });
    } finally {
      await test.remove();
    }
  });
});
