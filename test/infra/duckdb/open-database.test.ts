import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays } from 'apache-arrow';
import * as fc from 'fast-check';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';

describe('withDatabase', () => {
  it('hands rows out as plain values', async () => {
    const rows = await withDatabase({}, (db) =>
      db.rows(
        `select 7::bigint as big, timestamp '2020-01-02 03:04:05.678' as at, date '2020-02-01' as month, [1, null] as list,
           {'a': 'x', 'b': [timestamp '1969-12-31 00:00:00']} as struct, null as nothing, $bound as bound`,
        { bound: `quote ' and ; --` },
      ),
    );
    assert.deepEqual(rows, [
      {
        big: 7,
        at: '2020-01-02T03:04:05.678Z',
        month: '2020-02-01',
        list: [1, null],
        struct: { a: 'x', b: ['1969-12-31T00:00:00.000Z'] },
        nothing: null,
        bound: `quote ' and ; --`,
      },
    ]);
  });

  it('refuses a number that would lose digits', async () => {
    await assert.rejects(
      withDatabase({}, (db) => db.rows('select 9007199254740993::bigint as big')),
      /past 2\^53/,
    );
  });

  it('brings columns across as Arrow record batches and back unchanged', async () => {
    const query = `select i::integer as i, i::bigint as big, (i / 7)::float as f, i / 3.0::double as d, 'té' || i as text,
        timestamp '2001-01-01 00:00:00' + to_microseconds(i::bigint * 1234567) as at, i % 2 = 0 as even,
        case when i % 5 = 0 then null else [i::float, 0.5::float] end as list
      from range(5000) t(i)`;
    await withDatabase({}, async (db) => {
      await db.run(`create temp table original as ${query}`);
      const rows = await db.createTable('copied', db.recordBatches('select * from original order by i'));
      assert.equal(rows, 5000);
      const [difference] = await db.rows(
        'select (select count(*) from ((from original except from copied) union all (from copied except from original))) as n',
      );
      assert.equal(difference?.['n'], 0);
    });
  });

  it('takes Arrow data made in TypeScript', async () => {
    const table = tableFromArrays({ id: ['a', 'b'], weight: Float32Array.of(0.5, 1.5) });
    await withDatabase({}, async (db) => {
      await db.createTable('weights', table.batches);
      assert.deepEqual(await db.rows('select sum(weight) as total, max(id) as id from weights'), [
        { total: 2, id: 'b' },
      ]);
    });
  });

  it('writes as many rows a group as it is told, so that no more are in memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convrec-groups-'));
    try {
      const path = join(folder, 'wide.parquet');
      const groups = await withDatabase({}, async (db) => {
        await db.writeParquet('select range as n from range(10_000)', path, {}, 2048);
        return db.rows('select distinct row_group_num_rows from parquet_metadata($path) order by all desc limit 1', {
          path,
        });
      });
      assert.deepEqual(groups, [{ row_group_num_rows: 2048 }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('writes Parquet atomically and leaves nothing behind when the query fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convrec-duckdb-'));
    try {
      const path = join(folder, "it's.parquet");
      await withDatabase({}, async (db) => {
        assert.equal(await db.writeParquet('select $n as n;\n', path, { n: 3 }), 1);
        await assert.rejects(
          db.writeParquet(`select error('on purpose') as n`, join(folder, 'bad.parquet')),
          /on purpose/,
        );
        await db.openParquet('numbers', path);
        assert.deepEqual(await db.rows('from numbers'), [{ n: 3 }]);
      });
      assert.deepEqual(await readdir(folder), ["it's.parquet"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps ids that look like numbers, dates or nothing through JSON lines and Parquet', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convrec-ids-'));
    const looksLikeNumber = fc.stringMatching(/^(?:0{0,3}[0-9]{1,20}|[0-9]{1,4}e[0-9]{1,4}|[0-9a-f]{12})$/u);
    const ids = [...fc.sample(looksLikeNumber, 500), 'null', 'NaN', 'true', '2019-07-31', '1e400', '', '"', '{}', 'é'];
    try {
      await withDatabase({}, async (db) => {
        const query = 'select unnest(from_json($ids::json, \'["VARCHAR"]\')) as id';
        await db.writeJsonLines(query, join(folder, 'ids.json'), { ids: JSON.stringify(ids) });
        await db.openJson('read_ids', join(folder, '*.json'), { id: 'VARCHAR' });
        await db.writeParquet('select id from read_ids', join(folder, 'ids.parquet'));
        await db.openParquet('kept_ids', join(folder, 'ids.parquet'));
        assert.deepEqual(
          (await db.rows('from kept_ids')).map(({ id }) => id),
          ids,
        );
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
