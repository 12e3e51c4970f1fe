import assert from 'node:assert/strict';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';

const values = { perSide: 2, margin: 6, positiveFrom: 0.2, negativeUpTo: -0.2 };
const text = 'Well. The soup was hot. Bye.';

interface Voice {
  review: string;
  user: string;
  day: string;
  sentiment: number;
  topic?: string;
}

/** What the statement finds for dialog `d` of user `me` at 2020-06-15 on the soup of item `i`. */
function find(voices: readonly Voice[], topic = 'a01'): Promise<Record<string, unknown>[]> {
  const rows = voices.map(({ review, user, day, sentiment, topic: own = 'a01' }) => ({
    mention_id: `${review}:1:0`,
    review_id: review,
    user_id: user,
    item_id: 'i',
    reviewed_at: day,
    topic: own,
    sentiment,
  }));
  return withDatabase({ memoryLimitMb: 256, threads: 2 }, async (db) => {
    await db.run(
      `create table voices_in as select row.* from (select unnest(from_json($rows,
         '[{"mention_id":"VARCHAR","review_id":"VARCHAR","user_id":"VARCHAR","item_id":"VARCHAR","reviewed_at":"TIMESTAMP","topic":"VARCHAR","sentiment":"DOUBLE"}]')) as row)`,
      { rows: JSON.stringify(rows) },
    );
    await db.run(`create table voices as select * exclude (topic), topic as aspect_id, 6 as char_start, 22 as char_end, 'soup' as term
      from voices_in where topic not like '%.%'`);
    await db.run(`create table term_voices as select * exclude (topic), topic as term_id, 6 as char_start, 22 as char_end, 'soup' as term
      from voices_in where topic like '%.%'`);
    await db.run(`create table reviews as select review_id, 4.0 as rating, '${text}' as text from voices_in`);
    await db.run(
      `create table targets as select 'd' as dialog_id, 'me' as user_id, timestamp '2020-06-15 12:00:00' as target_at`,
    );
    await db.run(`create table wanted_claims as select 'd' as dialog_id, 'i' as item_id, '${topic}' as topic_id`);
    return db.rows(await readSql('studio/planning/quotable_clauses.sql'), values);
  });
}

const voice = (review: string, day: string, change: Partial<Voice> = {}): Voice => ({
  review,
  user: `by ${review}`,
  day,
  sentiment: 0.5,
  ...change,
});

describe('quotable_clauses.sql', () => {
  it('finds what others wrote strictly before the dialog’s now', async () => {
    const rows = await find([
      voice('earlier', '2020-06-15 11:59:59'),
      voice('now', '2020-06-15 12:00:00'),
      voice('later', '2020-07-01'),
      voice('own', '2020-01-01', { user: 'me' }),
      voice('faint', '2020-01-01', { sentiment: 0.1 }),
    ]);
    assert.deepEqual(
      rows.map(({ reviewId }) => reviewId),
      ['earlier'],
    );
    assert.deepEqual(
      [
        rows[0]?.['windowStart'],
        rows[0]?.['window'],
        rows[0]?.['charStart'],
        rows[0]?.['charEnd'],
        rows[0]?.['rating'],
      ],
      [0, text.slice(0, 28), 6, 22, 4],
    );
  });

  it('keeps the newest of each side, and a term’s clauses for a claim on the term', async () => {
    const days = ['2020-01-01', '2020-02-01', '2020-03-01'];
    const rows = await find([
      ...days.map((day, at) => voice(`good${at}`, day)),
      ...days.map((day, at) => voice(`bad${at}`, day, { sentiment: -0.5 })),
      voice('term', '2020-03-01', { topic: 'a01.soup' }),
    ]);
    assert.deepEqual(new Set(rows.map(({ reviewId }) => reviewId)), new Set(['good2', 'good1', 'bad2', 'bad1']));
    const ofTerm = await find(
      [voice('aspect', '2020-02-01'), voice('term', '2020-03-01', { topic: 'a01.soup' })],
      'a01.soup',
    );
    assert.deepEqual(
      ofTerm.map(({ reviewId }) => reviewId),
      ['term'],
    );
  });
});
