-- One item and aspect over all data. Input: macro trajectory_figures. Values: $halfLifeDays, $kappa.
with category_means as (
  select items.category, mentions.aspect_id, sum(round(mentions.sentiment * 1e6)::hugeint)::double / count(*) / 1e6 as mean
  from mentions
  join items using (item_id)
  group by items.category, mentions.aspect_id
),
scope as (
  select
    null::varchar as dialog_id,
    mentions.item_id,
    mentions.aspect_id,
    mentions.reviewed_at,
    mentions.sentiment,
    category_means.mean as prior
  from mentions
  join items using (item_id)
  join category_means on category_means.category = items.category and category_means.aspect_id = mentions.aspect_id
)
select
  item_id,
  aspect_id,
  n,
  months,
  mean,
  shrunk_mean,
  level,
  slope_per_year,
  slope_se,
  label,
  first_month,
  last_month
from trajectory_figures(scope, $halfLifeDays, $kappa)
order by item_id, aspect_id
