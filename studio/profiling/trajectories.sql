-- One item, aspect and month with mentions. Values: $halfLifeDays, $kappa. Sums are of whole numbers, hence exact in any order.
with mention_figures as (
  select
    item_id,
    aspect_id,
    date_trunc('month', reviewed_at)::date as month,
    reviewed_at,
    round(sentiment * 1e6)::hugeint as y,
    max(reviewed_at) over (partition by item_id, aspect_id, date_trunc('month', reviewed_at)) as newest_at
  from mentions
),
monthly as (
  select
    item_id,
    aspect_id,
    month,
    count(*) as n,
    sum(y) as sum_y,
    any_value(newest_at) as newest_at,
    sum(weight) as weight,
    sum(weight * y) as weighted_y
  from (
    select
      *,
      round(pow(2.0, (epoch_us(reviewed_at) - epoch_us(newest_at)) / 86.4e9 / $halfLifeDays) * 1e12)::hugeint as weight
    from mention_figures
  )
  group by item_id, aspect_id, month
),
category_means as (
  select items.category, monthly.aspect_id, sum(monthly.sum_y)::double / sum(monthly.n) / 1e6 as mean
  from monthly
  join items using (item_id)
  group by items.category, monthly.aspect_id
),
decayed as (
  -- A month's level takes in every month up to it; only months of one item and aspect meet, at most a few hundred.
  select
    item_id,
    aspect_id,
    month,
    sum(round(decay * earlier_weighted_y)::hugeint)::double / sum(round(decay * earlier_weight)::hugeint)::double / 1e6 as level
  from (
    select
      monthly.item_id,
      monthly.aspect_id,
      monthly.month,
      earlier.weight::double as earlier_weight,
      earlier.weighted_y::double as earlier_weighted_y,
      pow(2.0, (epoch_us(earlier.newest_at) - epoch_us(monthly.newest_at)) / 86.4e9 / $halfLifeDays) as decay
    from monthly
    join monthly as earlier
      on earlier.item_id = monthly.item_id
      and earlier.aspect_id = monthly.aspect_id
      and earlier.month <= monthly.month
  )
  group by item_id, aspect_id, month
)
select
  monthly.item_id,
  monthly.aspect_id,
  monthly.month,
  monthly.n,
  monthly.sum_y::double / monthly.n / 1e6 as mean,
  (monthly.sum_y::double / 1e6 + $kappa * category_means.mean) / (monthly.n + $kappa) as shrunk_mean,
  category_means.mean as prior,
  decayed.level
from monthly
join decayed using (item_id, aspect_id, month)
join items using (item_id)
join category_means on category_means.category = items.category and category_means.aspect_id = monthly.aspect_id
order by monthly.item_id, monthly.aspect_id, monthly.month
