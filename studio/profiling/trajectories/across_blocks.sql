-- One dialog, item and aspect: the sums of relation `block_sums` over its decay blocks, with the decayed level. Input: macros of decay.sql.
create or replace temp macro across_blocks(block_sums, half_life_days) as table
with newest as (
  select dialog_id, item_id, aspect_id, min(block) as newest_block
  from query_table(block_sums)
  group by dialog_id, item_id, aspect_id
),
aligned as (
  -- Relative to the newest block's end.
  select
    *,
    pow(
      2.0,
      -datediff('day', decay_block_end(block, half_life_days), decay_block_end(newest_block, half_life_days))
        / half_life_days
    ) as decay
  from query_table(block_sums)
  join newest using (dialog_id, item_id, aspect_id)
)
select
  dialog_id,
  item_id,
  aspect_id,
  any_value(prior) as prior,
  sum(n)::bigint as n,
  sum(positive)::bigint as positive,
  sum(negative)::bigint as negative,
  sum(months)::bigint as months,
  sum(sum_y) as sum_y,
  sum(sum_yy) as sum_yy,
  sum(sum_x) as sum_x,
  sum(sum_xx) as sum_xx,
  sum(sum_xy) as sum_xy,
  min(first_day_no) as first_day_no,
  max(last_day_no) as last_day_no,
  sum((weighted_y * decay)::hugeint)::double / sum((weight * decay)::hugeint)::double as level
from aligned
group by dialog_id, item_id, aspect_id;
