import assert from 'node:assert/strict';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { withTables } from './tables.ts';
import type { Tables } from './tables.ts';

type Review = NonNullable<Tables['reviews']>[number];

const review = (id: number, day: string, text = 'nice'): Review => ({
  review_id: `r${id}`,
  user_id: 'u',
  item_id: 'i',
  rating: 4,
  reviewed_at: `${day} 12:00:00`,
  text,
});

const sql = (name: string): Promise<string> => readSql(`studio/profiling/parts/${name}.sql`);

function partition(reviews: readonly Review[], limits = { most_reviews: 3, most_bytes: 1000 }) {
  return withTables({ reviews }, async (db) => {
    await db.run(await sql('create_review_months'), limits);
    await db.run(await sql('create_partitioned_reviews'));
    return db.rows(await sql('review_partitions'));
  });
}

const sizes = (rows: readonly Record<string, unknown>[]): unknown[] =>
  rows.map(({ partition: name, reviews }) => [name, reviews]);
const hashes = (rows: readonly Record<string, unknown>[]): Map<unknown, unknown> =>
  new Map(rows.map(({ partition: name, hash }) => [name, hash]));

const quiet = [1, 2, 3].map((id) => review(id, `2019-0${id}-01`));
const busy = [4, 5, 6, 7].map((id) => review(id, `2020-0${id}-01`));

describe('partitions of the reviews', () => {
  it('are years, in busy years months, in busy months slices', async () => {
    assert.deepEqual(sizes(await partition([...quiet, ...busy])), [
      ['2019', 3],
      ['2020-04', 1],
      ['2020-05', 1],
      ['2020-06', 1],
      ['2020-07', 1],
    ]);
    const month = Array.from({ length: 40 }, (_, id) => review(id, '2021-05-17'));
    const slices = await partition(month, { most_reviews: 10, most_bytes: 1000 });
    assert.deepEqual(
      slices.map(({ partition: name }) => name),
      ['2021-05.0', '2021-05.1', '2021-05.2', '2021-05.3'],
    );
    assert.equal(
      slices.reduce((sum, { reviews }) => sum + Number(reviews), 0),
      40,
    );
  });

  it('are bounded by their text too', async () => {
    const long = [1, 2].map((id) => review(id, `2019-0${id}-01`, 'x'.repeat(600)));
    assert.deepEqual(sizes(await partition(long)), [
      ['2019-01', 1],
      ['2019-02', 1],
    ]);
  });

  it('keep name and hash when reviews are appended elsewhere or come in another order', async () => {
    const before = hashes(await partition([...quiet, ...busy]));
    const after = hashes(await partition([review(8, '2020-08-01'), ...busy.toReversed(), ...quiet.toReversed()]));
    for (const [name, hash] of before) assert.equal(after.get(name), hash);
    assert.equal(after.size, before.size + 1);
  });

  it('have another hash when any field of a review changes', async () => {
    const [first] = quiet;
    assert.ok(first !== undefined);
    const changes: Review[] = [
      { ...first, text: 'nicer' },
      { ...first, rating: 5 },
      { ...first, review_id: 'other' },
      { ...first, user_id: 'u2' },
      { ...first, item_id: 'i2' },
      { ...first, reviewed_at: '2019-01-01 12:00:01' },
      // The same characters, cut elsewhere.
      { ...first, user_id: 'ui', item_id: '' },
    ];
    const seen = new Set<unknown>();
    for (const changed of [first, ...changes]) seen.add(hashes(await partition([changed])).get('2019'));
    assert.equal(seen.size, changes.length + 1);
  });
});
