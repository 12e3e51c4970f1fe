import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { exportRecBole } from '../../../run/export/export-recbole.ts';
import { createFixtureRun } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('exportRecBole', () => {
  let fixture: FixtureRun;
  let folder: string;
  before(async () => {
    fixture = await createFixtureRun();
    folder = join(fixture.runsRoot, 'recbole');
    const relations = {
      dialogs: `from (values ('d1', 'u1', 'r2', 'test', 'accepted'), ('d2', 'u2', 'r3', 'train', 'failed')) d(dialog_id, user_id, review_id, split, status)`,
      reviews: `from (values ('r2', 'u1', 'i1', 4.0::double, timestamp '2021-03-01 10:00:00.5'), ('r1', 'u1', 'i2', 1.0, timestamp '1969-12-31 23:59:59'),
                  ('r3', 'u2', 'i1', 5.0, timestamp '2020-01-01')) r(review_id, user_id, item_id, rating, reviewed_at) select *, 'secret words' as text`,
      items: `from (values ('i1', $title, 'A "b"', 9.5::double), ('i2', null, 'unknown', null), ('i3', 'never reviewed', 'x', 1.0)) i(item_id, title, category, price)`,
    } as const;
    await withDatabase({ threads: 1 }, async (db) => {
      for (const [relation, sql] of Object.entries(relations)) {
        const path = join(fixture.run.folder, 'relations', `${relation}.parquet`);
        await db.writeParquet(sql, path, sql.includes('$title') ? { title: '"Tab\tand\nline' } : {});
      }
    });
  });
  after(() => fixture.remove());

  it('writes atomic files with typed headers: every review, the items and users of them, and no text', async () => {
    const files = await exportRecBole(fixture.run, folder, 'Mine.');
    assert.deepEqual(
      files.map(({ path, lines }) => [path.slice(folder.length + 1), lines]),
      [
        ['convrec/convrec.inter', 3],
        ['convrec/convrec.item', 2],
        ['convrec/convrec.user', 2],
      ],
    );
    assert.deepEqual((await readdir(folder)).toSorted(), ['README.md', 'convrec']);
    const read = async (table: string): Promise<string[][]> =>
      (await readFile(join(folder, `convrec/convrec.${table}`), 'utf8'))
        .replace(/\n$/u, '')
        .split('\n')
        .map((line) => line.split('\t'));
    assert.deepEqual(await read('inter'), [
      ['user_id:token', 'item_id:token', 'rating:float', 'timestamp:float', 'dialog_id:token'],
      ['u1', 'i2', '1', '-1', ''],
      ['u1', 'i1', '4', '1614592800.5', 'd1'],
      ['u2', 'i1', '5', '1577836800', ''],
    ]);
    assert.deepEqual(await read('item'), [
      ['item_id:token', 'title:token_seq', 'category:token', 'price:float'],
      ['i1', "'Tab and line", "A 'b'", '9.5'],
      ['i2', '', 'unknown', ''],
    ]);
    assert.equal(
      await readFile(join(folder, 'convrec/convrec.user'), 'utf8'),
      'user_id:token\tsplit:token\nu1\ttest\nu2\t\n',
    );
    assert.match(
      await readFile(join(folder, 'README.md'), 'utf8'),
      /# [^]*RecBole\n[^]*\| convrec\/convrec\.inter \| 3 \|[^]* Mine\.\n$/u,
    );
  });
});
