-- One item and aspect over all data. Input: trajectory_sums, trajectory_series, trajectory_months, macros. Values: $halfLifeDays, $kappa.
with month_counts as (
  select series_no, count(*) as months
  from trajectory_months
  group by series_no
),
block_sums as (
  select
    null::varchar as dialog_id,
    item_id,
    aspect_id,
    prior,
    -- Months are counted once a trajectory, with its newest block.
    if(block = min(block) over (partition by series_no), months, 0) as months,
    trajectory_sums.* exclude (series_no, packed),
    packed_weight(packed) as weight,
    packed_sentiment(packed) as weighted_y
  from trajectory_sums
  join trajectory_series using (series_no)
  join month_counts using (series_no)
),
sums as (
  from across_blocks(block_sums, $halfLifeDays)
)
select
  item_id,
  aspect_id,
  n,
  months,
  positive,
  negative,
  mean,
  shrunk_mean,
  level,
  slope_per_year,
  slope_se,
  label,
  first_month,
  last_month
from trajectory_figures(sums, $kappa)
order by item_id, aspect_id
