import assert from 'node:assert/strict';
import { lookBack } from '../../../activities/planning/find-candidates.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { createTestRun } from '../../doubles/dependencies.ts';

const items = 60;
const terms = 45;
const aspects = 5;
const dialogs = 1500;
const perDialog = 6;
const reviewsPerItem = 100;

/** Items of which reviews speak by five aspects and 45 terms, and dialogs that look back on six items each. */
const relations = [
  `create table items as select 'i' || i as item_id, 'Food' as category from range(${items}) r(i)`,
  `create table said as
     select 'i' || i as item_id, 'r' || i || '-' || r as review_id, 'w' || r as user_id, t, 'a0' || t % ${aspects} as aspect_id,
       timestamp '2015-01-01' + to_days((i * 7 + r * 31 + t) % 3000) as reviewed_at, ((i + r + t) % 5 - 2) / 2 as sentiment
     from range(${items}) x(i), range(${reviewsPerItem}) y(r), range(${terms}) z(t)
     where (i + r * 3 + t) % 4 = 0`,
  `create table voices as
     select any_value('m' || review_id || aspect_id) as mention_id, review_id, user_id, item_id, aspect_id, min(reviewed_at) as reviewed_at,
       0 as char_start, 4 as char_end, avg(sentiment) as sentiment
     from said group by review_id, user_id, item_id, aspect_id`,
  `create table term_voices as
     select 'm' || review_id || '-' || t as mention_id, review_id, user_id, item_id, aspect_id || '.t' || t as term_id, reviewed_at,
       0 as char_start, 4 as char_end, sentiment
     from said`,
  `create table targets as
     select 'd' || d as dialog_id, 'u' || d as user_id, timestamp '2022-01-01' + to_days((d % 700)::integer) as target_at from range(${dialogs}) r(d)`,
  `create table chosen_candidates as
     select 'd' || d as dialog_id, 'i' || (d + k * 11) % ${items} as item_id from range(${dialogs}) x(d), range(${perDialog}) y(k)`,
];

describe('what was known of candidates', function () {
  this.timeout(300_000);

  it('is looked up in the memory of a small run, however many aspects and terms their reviews speak of', async () => {
    const test = await createTestRun();
    const config = await test.run.readConfig();
    const expected = dialogs * perDialog * (aspects + terms);
    await withDatabase({ memoryLimitMb: 256, threads: 2 }, async (db) => {
      for (const relation of relations) await db.run(relation);
      await lookBack({ config, db, deps: test.deps });
      const [row] = await db.rows('select count(*) as rows, min(n) as fewest from trajectories_as_of');
      assert.equal(Number(row?.['rows']), expected);
      assert.ok(Number(row?.['fewest']) > 0);
      // A page of all of it would not fit: the statement takes more than a kilobyte a row.
      const [pages] = await db.rows('select max(page) + 1 as pages from item_pages');
      assert.ok(Number(pages?.['pages']) > 2);
    });
    await test.remove();
  });
});
