import { DuckDBInstance } from '@duckdb/node-api';

/** Uniform: users, items, aspects and dates by a plain draw, the worst case (nearly every item, aspect and month holds one voice). Skewed: a few of each have most. */
export type Spread = 'uniform' | 'skewed';

/**
 * Writes relations `voices` (about three a review), `term_voices` (one for each, on one of 25 terms of its aspect), `items` (one for a hundred
 * reviews) and `targets` (each user's last voice) of `reviews` generated reviews below `folder`. All draws are hashes: the same call gives the same rows.
 */
export async function generateVoices(folder: string, spread: Spread, reviews: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '4GiB',
    temp_directory: `${folder}/spill`,
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run('create macro draw(seed, no) as (hash(no, seed) % 1000000007)::double / 1000000007.0');
    await connection.run('create macro rank_of(share, n) as least(n - 1, floor(pow(n + 1.0, share) - 1)::bigint)');
    await connection.run(`copy (${voicesOf(spread, reviews)}) to '${folder}/voices.parquet' (compression zstd)`);
    await connection.run(
      `copy (select *, aspect_id || '.t' || rank_of(draw(8, mention_id), ${termsPerAspect}) as term_id from '${folder}/voices.parquet')
         to '${folder}/term_voices.parquet' (compression zstd)`,
    );
    await connection.run(
      `copy (select distinct item_id, 'c' || (hash(item_id) % 14) as category from '${folder}/voices.parquet' order by item_id)
         to '${folder}/items.parquet' (compression zstd)`,
    );
    await connection.run(
      `copy (select 'd' || left(md5(user_id), 16) as dialog_id, user_id, max(reviewed_at) as target_at
               from '${folder}/voices.parquet' group by user_id order by dialog_id)
         to '${folder}/targets.parquet' (compression zstd)`,
    );
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

const aspects = 14;
const termsPerAspect = 25;

function voicesOf(spread: Spread, reviews: number): string {
  const [users, items] = [Math.round(reviews / 10), Math.round(reviews / 100)];
  const isUniform = spread === 'uniform';
  return `
    with drawn as (
      select
        no,
        ${isUniform ? uniform('1, no', users) : `rank_of(0.35 + 0.65 * draw(1, no), ${users})`} as user_no,
        ${isUniform ? uniform('2, no', items) : `rank_of(draw(2, no), ${items})`} as item_no,
        timestamp '2010-01-01' + to_microseconds((draw(3, no) * 86.4e9 * 3652)::bigint) as reviewed_at
      from range(${reviews}) as numbers(no)
    ),
    spoken as (
      select
        *,
        left(md5(no::varchar), 22) as review_id,
        ${isUniform ? uniform('6, no * 8 + clause_no', aspects) : `rank_of(draw(6, no * 8 + clause_no), ${aspects})`} + 1 as aspect_no
      from drawn, range(${isUniform ? '3' : 'least(8, 1 + floor(-2.6 * ln(1 - draw(7, no))))::bigint'}) as clauses(clause_no)
    )
    select
      review_id || ':' || clause_no || ':a' || lpad(aspect_no::varchar, 2, '0') as mention_id,
      review_id,
      left(md5('u' || user_no), 22) as user_id,
      left(md5('i' || item_no), 22) as item_id,
      reviewed_at,
      'a' || lpad(aspect_no::varchar, 2, '0') as aspect_id,
      clause_no::integer as clause_no,
      (clause_no * 40)::integer as char_start,
      (clause_no * 40 + 35)::integer as char_end,
      'term' as term,
      if(draw(5, no * 8 + clause_no) < 0.5, 'negative', 'positive') as polarity,
      round(2 * draw(5, no * 8 + clause_no) - 1, 4) as sentiment
    from spoken`;
}

const uniform = (seed: string, n: number): string => `floor(draw(${seed}) * ${n})::bigint`;
