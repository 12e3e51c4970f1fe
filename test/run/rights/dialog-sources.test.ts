import assert from 'node:assert/strict';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { createQuotedPlans } from '../../fixtures/quoted-plan.ts';

describe('dialog_sources.sql', () => {
  it('knows each span that reached an agent: quotes, remarks and memories', async () => {
    const plan = createQuotedPlans(12).find(({ candidates }) => candidates.some(({ remarks }) => remarks.length > 0));
    assert.ok(plan !== undefined);
    const spans = [
      ...plan.candidates.flatMap(({ claims, remarks }) => [...claims.flatMap(({ quotes }) => quotes), ...remarks]),
      ...plan.memories,
    ];
    const reviews = [...new Set(spans.map(({ reviewId }) => reviewId))];
    await withDatabase({ threads: 1 }, async (db) => {
      await db.run('create table plans as select $id as dialog_id, $plan::varchar as plan', {
        id: plan.dialogId,
        plan: JSON.stringify(plan),
      });
      await db.run(`create table dialogs as select $id as dialog_id, 'accepted' as status`, { id: plan.dialogId });
      await db.run(
        `create table reviews as select unnest(from_json($ids, '["VARCHAR"]')) as review_id, repeat('word ', 40) as text`,
        { ids: JSON.stringify(reviews) },
      );
      const rows = await db.rows(await readSql('run/rights/dialog_sources.sql'));
      assert.deepEqual(new Set(rows.map((row) => row['review_id'])), new Set(reviews));
      assert.ok(plan.candidates.flatMap(({ remarks }) => remarks).length > 0);
    });
  });
});
