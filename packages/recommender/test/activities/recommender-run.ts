import type { RecommenderDependencies } from '../../activities/dependencies.ts';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import type { Relation } from '../../../../schemas/relation.ts';
import { createTestRun } from '../../../../test/doubles/dependencies.ts';
import type { TestRun } from '../../../../test/doubles/dependencies.ts';

export interface RecommenderRun extends TestRun {
  deps: RecommenderDependencies;
}

/**
 * Relations of 120 dialogs over 20 items, by arithmetic. User u has dialog u at day 100 + u, with item (7 u) mod 20 as its target, and reviews
 * on three days before, at the very time of it, and the day after. Turn 2 says the target's number, turn 3 names a refused item,
 * turn 5 the target; turn 6 would give it away.
 */
const relations: Partial<Record<Relation, string>> = {
  reviews: `
    with days as (
      select
        user,
        ([1, 2, 3, 100 + user, 101 + user])[visit] as day,
        ([(3 * user + 1) % 20, (5 * user + 2) % 20, (11 * user + 3) % 20, (7 * user) % 20, (user + 9) % 20])[visit] as item
      from range(120) users(user), range(1, 6) visits(visit)
    )
    select 'r' || user || '-' || day as review_id, 'u' || user as user_id, 'i' || item as item_id, 5.0 as rating,
      timestamp '2020-01-01' + to_days(day::integer) as reviewed_at, 'text' as text, null::integer as helpful_votes,
      true as in_core, 'f' as source_file, 1::bigint as source_line
    from days
    union all
    select 'r-lone', 'u-lone', 'i-lone', 5.0, timestamp '2020-01-01', 'text', null, false, 'f', 1`,
  items: `
    select 'i' || item as item_id, 'Velmora Castle ' || item as title, if(item % 2 = 0, 'noodles', 'lamps') as category,
      null::varchar as attributes, null::double as price
    from range(20) items(item)
    union all select 'i-lone', 'Never reviewed in the core', 'lamps', null, null`,
  aspects: `select 'a01' as aspect_id, 'the wait' as label, ['wait'] as top_terms, 1::bigint as clauses, 0.1::double as coherence, true as kept, null::varchar as drop_reason`,
  dialogs: `
    select printf('d%03d', user) as dialog_id, 'u' || user as user_id, 'i' || ((7 * user) % 20) as item_id, 'r' || user as review_id,
      timestamp '2020-01-01' + to_days((100 + user)::integer) as target_at,
      case when user >= 100 then 'test' when user >= 85 then 'valid' else 'train' end as split,
      if(user = 0, 'failed', 'accepted') as status, 'accepted' as outcome
    from range(120) users(user)`,
  turns: `
    select printf('d%03d', user) as dialog_id, turn::integer as turn, if(turn % 2 = 0, 'user', 'system') as speaker,
      case turn
        when 2 then 'Something with mark' || ((7 * user) % 20) || ' please.'
        when 3 then 'Try Velmora Castle ' || ((7 * user + 4) % 20) || ' now.'
        when 4 then 'The castle velmora sounds dull.'
        when 5 then 'Then take Velmora Castle ' || ((7 * user) % 20) || ' instead.'
        when 6 then 'Velmora Castle ' || ((7 * user) % 20) || ' it is.'
        else 'Good day.' end as text,
      case turn
        when 3 then ['i' || ((7 * user + 4) % 20)]
        when 5 then ['i' || ((7 * user) % 20)]
        else []::varchar[] end as named_item_ids
    from range(120) users(user), range(7) turns(turn)`,
  turn_evidence: `select printf('d%03d', user) as dialog_id, 2::integer as turn from range(120) users(user)`,
};

export async function createRecommenderRun(): Promise<RecommenderRun> {
  const test = await createTestRun();
  await test.deps.withDatabase(test.run, async (db) => {
    for (const [name, query] of Object.entries(relations)) {
      await db.writeParquet(query, test.run.path(`relations/${name}.parquet`));
    }
  });
  return { ...test, deps: { ...test.deps, createEngine: () => createOnnxEngine() } };
}
