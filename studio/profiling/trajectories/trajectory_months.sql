-- One item, aspect and month with mentions. Input: numbered_mentions, mention_days, trajectory_sums, decay.sql. Values: $halfLifeDays, $from, $to
-- (item numbers, the last one not included).
with cells as (
  select
    cell,
    decay_block(cell & 65535, $halfLifeDays) as block,
    count(*) as n,
    sum(y)::bigint as sum_y,
    sum(packed) as packed
  from numbered_mentions
  where cell >= $from::bigint << 24 and cell < $to::bigint << 24
  group by cell
),
running as (
  select cell, cell >> 16 as series_no, block, n, sum_y, sum(packed) over so_far as packed
  from cells
  window so_far as (partition by cell >> 16, block order by cell rows unbounded preceding)
),
carries as (
  -- What the older block leaves; blocks before it are 20 half-lives older and leave next to nothing.
  select
    series_no,
    block - 1 as block,
    packed_weight(packed) * decay as weight,
    packed_sentiment(packed) * decay as weighted_y
  from (
    select
      *,
      pow(
        2.0,
        -datediff('day', decay_block_end(block, $halfLifeDays), decay_block_end(block - 1, $halfLifeDays)) / $halfLifeDays
      ) as decay
    from trajectory_sums
    where block > (select min(block) from mention_days) and series_no >= $from::bigint << 8 and series_no < $to::bigint << 8
  )
)
select
  cell,
  series_no,
  n,
  sum_y,
  (packed_sentiment(packed)::double + coalesce(carries.weighted_y, 0))
    / (packed_weight(packed)::double + coalesce(carries.weight, 0)) as level
from running
left join carries using (series_no, block)
order by cell
