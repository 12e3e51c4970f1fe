-- One item and aspect over all data. Input: trajectory_sums, trajectory_series, trajectory_months, macros. Values: $halfLifeDays, $kappa.
with month_counts as (
  select series_no, count(*) as months
  from trajectory_months
  group by series_no
),
block_sums as (
  select
    -- No dialog looks back here; whole numbers group in a fraction of the time that ids take.
    0::utinyint as dialog_id,
    series_no as item_id,
    0::utinyint as aspect_id,
    prior,
    0 as months,
    trajectory_sums.* exclude (series_no, packed),
    packed_weight(packed) as weight,
    packed_sentiment(packed) as weighted_y
  from trajectory_sums
  join trajectory_series using (series_no)
),
sums as (
  select across.* exclude (months), month_counts.months
  from across_blocks(block_sums, $halfLifeDays) as across
  join month_counts on month_counts.series_no = across.item_id
)
select
  trajectory_series.item_id,
  trajectory_series.aspect_id,
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
from trajectory_figures(sums, $kappa) as figures
join trajectory_series on trajectory_series.series_no = figures.item_id
order by figures.item_id
