-- One item, aspect and month with mentions. Input: trajectory_cells, trajectory_series, macros of decay.sql. Values: $halfLifeDays, $kappa.
with blocked as (
  select *, cell >> 16 as series_no, decay_block(cell & 65535, $halfLifeDays) as block
  from trajectory_cells
),
carries as (
  -- What the older block leaves; blocks before it are 20 half-lives older and leave next to nothing.
  select
    series_no,
    block - 1 as block,
    packed_weight(sum(packed)) * pow(2.0, -span_days / $halfLifeDays) as weight,
    packed_sentiment(sum(packed)) * pow(2.0, -span_days / $halfLifeDays) as weighted_y
  from (
    select
      *,
      datediff('day', decay_block_end(block, $halfLifeDays), decay_block_end(block - 1, $halfLifeDays)) as span_days
    from blocked
    where block > (select min(block) from mention_days)
  )
  group by series_no, block, span_days
),
running as (
  select cell, series_no, block, n, sum_y, sum(packed) over so_far as packed
  from blocked
  window so_far as (partition by series_no, block order by cell rows unbounded preceding)
),
levelled as (
  select
    cell,
    series_no,
    n,
    sum_y,
    (packed_sentiment(packed)::double + coalesce(carries.weighted_y, 0))
      / (packed_weight(packed)::double + coalesce(carries.weight, 0)) as level
  from running
  left join carries using (series_no, block)
)
select
  item_id,
  aspect_id,
  make_date((cell & 65535) // 12, (cell & 65535) % 12 + 1, 1) as month,
  n,
  sum_y / n / 1e6 as mean,
  (sum_y / 1e6 + $kappa * prior) / (n + $kappa) as shrunk_mean,
  prior,
  level
from levelled
join trajectory_series using (series_no)
order by cell
