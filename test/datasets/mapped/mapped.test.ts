import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { createSourceFolder } from '../../infra/inputs/source-folder.ts';
import { pick, stageSource, toJsonLines } from '../stage-source.ts';

const columns = { userId: 'who', itemId: 'the "item"/id', rating: 'stars', reviewedAt: 'at', text: 'said' };
const itemColumns = { itemId: 'id', title: 'name', category: 'group', price: 'cost', attributes: 'more' };

function mapped(format: string, reviews: string, more: { columns?: object; items?: string } = {}): object {
  const items = more.items === undefined ? {} : { items: { file: more.items, columns: itemColumns } };
  return {
    kind: 'mapped',
    mapped: { format, reviews: { file: reviews, columns: { ...columns, ...more.columns } }, ...items },
  };
}

async function writeParquet(query: string): Promise<Uint8Array> {
  const folder = await createSourceFolder({});
  try {
    const path = join(folder.path, 'x.parquet');
    await withDatabase({ memoryLimitMb: 256 }, (db) => db.writeParquet(query, path));
    return await readFile(path);
  } finally {
    await folder.remove();
  }
}

const expected = [
  { user_id: 'u1', item_id: 'i1', rating: 4.5, reviewed_at: '2020-01-02T03:04:05.000Z', text: 'so, so' },
  { user_id: 'u2', item_id: 'i1', rating: 1, reviewed_at: '2020-09-13T12:26:40.000Z', text: '' },
];
const canonical = ['user_id', 'item_id', 'rating', 'reviewed_at', 'text'];

describe('mapped files', () => {
  it('reads CSV with any delimiter, and items besides', async () => {
    const { reviews, items } = await stageSource(
      {
        'my reviews.csv':
          'at;"the ""item""/id";who;stars;said\r\n2020-01-02T05:04:05+02:00;i1;u1;4.5;so, so\r\n1600000000;i1;u2;1;\r\n',
        'items.csv': 'id,name,group,cost,more\ni1,One,,$3,"{""a"": [1]}"\ni2,Two,Big,3-4,"[1]"\n',
      },
      { source: mapped('csv', 'my reviews.csv', { items: 'items.csv' }) },
    );
    assert.deepEqual(pick(reviews, ...canonical), expected);
    assert.deepEqual(items, [
      { item_id: 'i1', title: 'One', category: 'unknown', attributes: '{"a": [1]}', price: 3 },
      { item_id: 'i2', title: 'Two', category: 'Big', attributes: '{"attributes":"[1]"}', price: null },
    ]);
  });

  it('reads JSON lines, also packed, with ids of its own', async () => {
    const rows = [
      { who: 'u1', 'the "item"/id': 'i1', stars: '4.5', at: '2020-01-02 03:04:05', said: 'so, so', key: 'k1', up: 4 },
      { who: 'u2', 'the "item"/id': 'i1', stars: 1, at: 1600000000000, key: 'k2', up: 'many' },
    ];
    const source = mapped('jsonl', 'r.jsonl.gz', { columns: { reviewId: 'key', helpfulVotes: 'up' } });
    const { reviews } = await stageSource({ 'r.jsonl.gz': gzipSync(toJsonLines(rows)) }, { source });
    assert.deepEqual(pick(reviews, ...canonical), expected);
    assert.deepEqual(pick(reviews, 'review_id', 'helpful_votes'), [
      { review_id: 'k1', helpful_votes: 4 },
      { review_id: 'k2', helpful_votes: null },
    ]);
  });

  it('reads Parquet of any column types and reports rows by their number', async () => {
    const file = await writeParquet(`
      select * from (values
        ('u1'::blob, 'i1', 4.5::decimal(3, 1), timestamp '2020-01-02 03:04:05', 'so, so'),
        ('u2'::blob, 'i1', 9.0, timestamp '2020-01-02 03:04:05', 'x'),
        ('u2'::blob, 'i1', 1.0, timestamp '2020-09-13 12:26:40', null),
        (null, 'i1', 1.0, timestamp '2020-09-13 12:26:40', null)
      ) as rows(who, "the ""item""/id", stars, "at", said)`);
    const { reviews, rejected } = await stageSource({ 'r.parquet': file }, { source: mapped('parquet', 'r.parquet') });
    assert.deepEqual(
      pick(reviews, ...canonical, 'source_line'),
      expected.map((row, at) => ({ ...row, source_line: [1, 3][at] })),
    );
    assert.deepEqual(pick(rejected, 'line', 'reason'), [
      { line: 2, reason: 'rating out of range: 9.0' },
      { line: 4, reason: 'missing user id' },
    ]);
  });

  it('refuses Parquet that is cut, and Parquet without the columns', async () => {
    const file = await writeParquet('select 1 as who');
    const source = mapped('parquet', 'r.parquet');
    const cut = stageSource({ 'r.parquet': file.subarray(0, file.length - 20) }, { source });
    await assert.rejects(cut, { name: 'DatasetMalformed', message: /r\.parquet/u });
    const other = stageSource({ 'r.parquet': file }, { source });
    await assert.rejects(other, {
      name: 'DatasetMalformed',
      message: /missing the "item"\/id, stars, at, said; found who/u,
    });
  });
});
