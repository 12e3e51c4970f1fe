import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';

/** [user, item, day of January 2024, sentiment of the review's one aspect; null where it speaks of none]. */
type Row = [user: string, item: string, day: number, sentiment: number | null];

/** `user/item` of the reviews that can be targets. */
async function eligible(rows: readonly Row[], minimumEvidence: number): Promise<string[]> {
  const sql = await readFile(new URL('../../../studio/planning/eligible_reviews.sql', import.meta.url), 'utf8');
  return withDatabase({ threads: 1 }, async (db) => {
    const values = { rows: JSON.stringify(rows) };
    await db.run(
      `create temp table reviews as
         select 'r' || row_number() over () as review_id, row ->> 0 as user_id, row ->> 1 as item_id, 5.0 as rating, true as in_core,
           timestamp '2024-01-01' + (row ->> 2)::integer * interval 1 day as reviewed_at, (row ->> 3)::double as sentiment
         from (select unnest(from_json($rows, '["JSON"]')) as row)`,
      values,
    );
    await db.run('create temp table items as select distinct item_id, item_id as title from reviews');
    await db.run('create temp table voices as from reviews where sentiment is not null');
    const settings = { minimumRating: 1, minimumHistory: 1, minimumEvidence, positiveFrom: 0.2, negativeUpTo: -0.2 };
    const found = await db.rows(
      `select user_id || '/' || item_id as pair from (${sql}) where is_eligible order by pair`,
      settings,
    );
    return found.map(({ pair }) => String(pair));
  });
}

describe('eligible_reviews', () => {
  const own: Row[] = [['u', 'past', 1, 0.5]];

  it('takes an item of which another user had an opinion before', async () => {
    assert.deepEqual(await eligible([...own, ['v', 'x', 2, -0.6], ['u', 'x', 3, 0.9]], 1), ['u/x']);
  });

  it('passes over an item that only the user, nobody before, nobody with an opinion, or someone at the same time spoke of', async () => {
    assert.deepEqual(await eligible([...own, ['u', 'x', 3, 0.9]], 1), []);
    assert.deepEqual(await eligible([...own, ['u', 'x', 3, 0.9], ['v', 'x', 4, 0.9]], 1), []);
    assert.deepEqual(await eligible([...own, ['v', 'x', 2, 0.1], ['w', 'x', 2, null], ['u', 'x', 3, 0.9]], 1), []);
    assert.deepEqual(await eligible([...own, ['v', 'x', 3, 0.9], ['u', 'x', 3, 0.9]], 1), []);
  });

  it('counts reviewers, each once, and takes every item where none is asked for', async () => {
    const twice: Row[] = [...own, ['v', 'x', 2, 0.9], ['v', 'x', 2, -0.9], ['u', 'x', 4, 0.9]];
    assert.deepEqual(await eligible(twice, 2), []);
    assert.deepEqual(await eligible([...twice, ['w', 'x', 3, 0.9]], 2), ['u/x']);
    assert.deepEqual(await eligible([...own, ['u', 'x', 3, 0.9]], 0), ['u/x']);
  });
});
