-- One item and aspect over all data. Input: numbered_items, numbered_aspects, mention_days, trajectory_series, macros. Values: $halfLifeDays, $kappa.
with sums_by_number as (
  select
    item_no * 256 + aspect_no as series_no,
    block,
    count(*) as n,
    count(*) filter (where sentiment > 0.1) as positive,
    count(*) filter (where sentiment < -0.1) as negative,
    sum((sentiment * 1e6)::integer) as sum_y,
    sum((sentiment * 1e6)::bigint * (sentiment * 1e6)::bigint) as sum_yy,
    sum(day_no) as sum_x,
    sum(day_no * day_no) as sum_xx,
    sum(day_no * (sentiment * 1e6)::bigint) as sum_xy,
    min(day_no) as first_day_no,
    max(day_no) as last_day_no,
    sum(pack_sums(weight, sentiment)) as packed
  from mentions
  join numbered_items using (item_id)
  join numbered_aspects using (aspect_id)
  join mention_days on mention_days.day = mentions.reviewed_at::date
  group by series_no, block
),
block_sums as (
  select
    null::varchar as dialog_id,
    item_id,
    aspect_id,
    prior,
    -- Months are counted once a trajectory, with its newest block.
    if(block = min(block) over (partition by series_no), months, 0) as months,
    sums_by_number.* exclude (series_no, packed),
    packed_weight(packed) as weight,
    packed_sentiment(packed) as weighted_y
  from sums_by_number
  join trajectory_series using (series_no)
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
