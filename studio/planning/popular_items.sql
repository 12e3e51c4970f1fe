-- One month with targets, category of its targets (null: all together) and item: the most reviewed items before that month. Input: table listed_items.
-- Counted up to the month's first day, not up to each target: one list serves all targets of the month, and looks at no later review.
with target_categories as (
  select distinct date_trunc('month', targets.target_at) as month, items.category
  from targets
  join items on items.item_id = targets.item_id
),
target_months as (
  select distinct month
  from target_categories
),
monthly as (
  select item_id, date_trunc('month', reviewed_at) as month, count(*) as n
  from reviews
  group by all
),
running as (
  select
    item_id,
    month,
    sum(n) over (partition by item_id order by month) as reviews,
    lead(month) over (partition by item_id order by month) as next_month
  from monthly
),
counted as (
  select
    target_months.month,
    listed_items.item_id,
    listed_items.category,
    running.reviews::bigint as reviews,
    -- Orders by reviews, then by draw, in one number: the lists below are then kept without sorting all.
    running.reviews::hugeint * 18446744073709551616 + listed_items.draw as standing
  from target_months
  join running
    on running.month < target_months.month
    and target_months.month <= coalesce(running.next_month, 'infinity'::timestamp)
  join listed_items on listed_items.item_id = running.item_id
)
select month, category, item.item_id, item.reviews
from (
  select month, null as category, unnest(max_by({'item_id': item_id, 'reviews': reviews}, standing, $poolSize)) as item
  from counted
  group by month
  union all
  select month, category, unnest(max_by({'item_id': item_id, 'reviews': reviews}, standing, $poolSize)) as item
  from counted
  semi join target_categories using (month, category)
  group by month, category
)
