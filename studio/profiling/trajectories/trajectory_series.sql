-- One item and aspect with mentions, and the mean of its category, which is the prior. Input: trajectory_cells, numbered_items, numbered_aspects.
with sums as (
  select cell >> 16 as series_no, sum(n) as n, sum(sum_y) as sum_y, count(*) as months
  from trajectory_cells
  group by series_no
),
named as (
  select series_no, item_id, aspect_id, category, n, sum_y, months
  from sums
  join numbered_items on numbered_items.item_no = sums.series_no >> 8
  join numbered_aspects on numbered_aspects.aspect_no = sums.series_no & 255
),
category_means as (
  select category, aspect_id, sum(sum_y)::double / sum(n)::double / 1e6 as prior
  from named
  group by category, aspect_id
)
select series_no, item_id, aspect_id, months, prior
from named
join category_means using (category, aspect_id)
