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

const partOf = (user: string): Promise<Uint8Array> =>
  writeParquet(
    `select '${user}' as who, 'i1' as "the ""item""/id", 4 as stars, timestamp '2020-01-02' as "at", 'x' as said, 'file' as lang, 7 as "parquet_row"`,
  );

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

  it('reads prices in the currency of the source, with decimal commas', async () => {
    const prices = ['12,50 €', 'EUR 1.299,00', '1,299.5', '9', '$9', '4 - 5 €', '1.299'];
    const lines = prices.map((price, at) => `i${at};Title ${at};;"${price}";`);
    const files = {
      'r.csv': 'at;"the ""item""/id";who;stars;said\n2020-01-02;i1;u1;4;x\n',
      'items.csv': `id;name;group;cost;more\n${lines.join('\n')}\n`,
    };
    const source = mapped('csv', 'r.csv', { items: 'items.csv' });
    const euros = await stageSource(files, { source: { ...source, currency: 'EUR' } });
    assert.deepEqual(
      euros.items.map(({ price }) => price),
      [12.5, 1299, 1299.5, 9, null, null, 1.299],
    );
    const any = await stageSource(files, { source });
    assert.equal(any.items[4]?.['price'], 9);
  });

  it('reads ratings of another scale as stars, and refuses a scale that the config does not name', async () => {
    const lines = Array.from({ length: 40 }, (_, at) => `2020-01-02,i${at},u${at},${at % 11},x`);
    const files = { 'r.csv': `at,"the ""item""/id",who,stars,said\n${lines.join('\n')}\n` };
    const source = mapped('csv', 'r.csv');
    await assert.rejects(stageSource(files, { source }), {
      name: 'DatasetMalformed',
      message: '20 of 40 ratings lie outside 1 to 5: they go from 0 to 10',
    });
    const { reviews } = await stageSource(files, { source: { ...source, rating: { scale: 10, lowest: 0 } } });
    const starsOf = (user: string): unknown => reviews.find(({ user_id: id }) => id === user)?.['rating'];
    assert.deepEqual([starsOf('u0'), starsOf('u5'), starsOf('u8'), starsOf('u10')], [1, 3, 4.2, 5]);
  });

  it('takes the words that programs write for a missing value as missing', async () => {
    const files = {
      'r.csv':
        'at,"the ""item""/id",who,stars,said\n2020-01-02,i1.0,nan,4,x\n2020-01-02,7.0, u1 ,4,NULL\n2020-01-03,8,u2,"4,5",None of it\n',
      'items.csv': 'id,name,group,cost,more\n7,N/A,None,\\N,nan\n8,Nancy,Bars,NULL,\n',
    };
    const { reviews, items, rejected } = await stageSource(files, {
      source: mapped('csv', 'r.csv', { items: 'items.csv' }),
    });
    assert.deepEqual(pick(rejected, 'line', 'reason'), [{ line: 2, reason: 'missing user id: nan' }]);
    assert.deepEqual(pick(reviews, 'user_id', 'item_id', 'rating', 'text'), [
      { user_id: 'u1', item_id: '7', rating: 4, text: '' },
      { user_id: 'u2', item_id: '8', rating: 4.5, text: 'None of it' },
    ]);
    assert.deepEqual(pick(items, 'item_id', 'title', 'category', 'attributes'), [
      { item_id: '7', title: null, category: 'unknown', attributes: null },
      { item_id: '8', title: 'Nancy', category: 'Bars', attributes: null },
    ]);
  });

  it('takes titles from the review file where no file of items is given', async () => {
    const files = {
      'r.csv':
        'at,"the ""item""/id",who,stars,said,name,kind\n2020-01-02,i1,u1,4,x,Sol,Thai\n2020-01-03,i1,u2,5,y,Sol,Thai\n',
    };
    const { items, report } = await stageSource(files, {
      source: mapped('csv', 'r.csv', { columns: { title: 'name', category: 'kind' } }),
    });
    assert.deepEqual(pick(items, 'item_id', 'title', 'category'), [{ item_id: 'i1', title: 'Sol', category: 'Thai' }]);
    assert.deepEqual(report.steps[0]?.rowsIn, 2);
    const ids = await stageSource(files, { source: mapped('csv', 'r.csv', { columns: { title: columns.itemId } }) });
    assert.equal(ids.items[0]?.['title'], 'i1');
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

  it('reads a folder of Parquet parts with the columns that its folders hold, and files by a pattern', async () => {
    const files = {
      'r.parquet/kind=Th%C3%A4i/lang=de/part-0.parquet': await partOf('u1'),
      'r.parquet/kind=Bars/lang=de/part-1.parquet': await partOf('u2'),
      'r.parquet/_SUCCESS': '',
      'r.parquet/_metadata/x.parquet': 'no Parquet',
      'r.parquet/.part-0.parquet.crc': 'crc',
    };
    const more = { title: columns.itemId, category: 'kind', price: 'parquet_row' };
    const byFolder = await stageSource(files, { source: mapped('parquet', 'r.parquet', { columns: more }) });
    assert.deepEqual(pick(byFolder.reviews, 'user_id', 'source_file'), [
      { user_id: 'u1', source_file: 'r.parquet/kind=Th%C3%A4i/lang=de/part-0.parquet' },
      { user_id: 'u2', source_file: 'r.parquet/kind=Bars/lang=de/part-1.parquet' },
    ]);
    assert.equal(byFolder.items[0]?.['price'], 7);
    const byPattern = await stageSource(files, {
      source: mapped('parquet', 'r.parquet/kind=B*/**/*.parquet', { columns: more }),
    });
    assert.deepEqual(pick(byPattern.items, 'title', 'category'), [{ title: 'i1', category: 'Bars' }]);
    const none = stageSource(files, { source: mapped('parquet', 'r.parquet/*.csv') });
    await assert.rejects(none, { name: 'DatasetMalformed', message: /no file matches this pattern/u });
  });

  it('reads a JSON array with one object a line, lists, and names that lead into objects', async () => {
    const rows = ['u1', 'u2'].map((user) => ({
      who: { id: user },
      'the "item"/id': 'i1',
      stars: 5,
      at: '2020-01-02',
      said: ['Good &amp; cheap.', '<p>Really.</p>'],
      votes: { useful: 3 },
    }));
    const array = `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
    const items = [
      { id: 'i1', name: ['Sol'], group: ['Thai', 'Bars'] },
      { id: 'i2', name: 'Two', group: 'Bars; Pubs' },
    ];
    const {
      reviews,
      items: read,
      rejected,
    } = await stageSource(
      { 'r.json': array, 'items.json': toJsonLines(items.map((item) => ({ cost: null, more: null, ...item }))) },
      {
        source: mapped('jsonl', 'r.json', {
          columns: { userId: 'who.id', helpfulVotes: 'votes.useful' },
          items: 'items.json',
        }),
      },
    );
    assert.deepEqual(rejected, []);
    assert.deepEqual(pick(reviews, 'user_id', 'text', 'helpful_votes', 'source_line'), [
      { user_id: 'u1', text: 'Good & cheap.\n\nReally.\n', helpful_votes: 3, source_line: 2 },
      { user_id: 'u2', text: 'Good & cheap.\n\nReally.\n', helpful_votes: 3, source_line: 3 },
    ]);
    assert.deepEqual(pick(read, 'title', 'category'), [
      { title: 'Sol', category: 'Bars' },
      { title: 'Two', category: 'Bars' },
    ]);
  });

  it('refuses a column that stands in the header twice', async () => {
    const refused = stageSource(
      { 'r.csv': 'at,"the ""item""/id",who,stars,said,said\n' },
      { source: mapped('csv', 'r.csv') },
    );
    await assert.rejects(refused, { name: 'DatasetMalformed', message: /its header names said more than once/u });
  });

  it('never takes the text of a file for a message', async () => {
    const names = Array.from({ length: 2000 }, (_, at) => `a whole review that stands in the header number ${at}`);
    const refused = stageSource({ 'r.csv': `${names.join(',')}\n` }, { source: mapped('csv', 'r.csv') });
    await assert.rejects(refused, (error: Error) => error.message.length < 2000 && !error.message.includes('number 1'));
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
