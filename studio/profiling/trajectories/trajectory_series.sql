-- One item and aspect with mentions, and the mean of its category, which is the prior. Input: trajectory_sums, numbered_items, numbered_aspects.
with named as (
  select series_no, item_id, aspect_id, category, n, sum_y
  from (select series_no, sum(n) as n, sum(sum_y) as sum_y from trajectory_sums group by series_no)
  join numbered_items on numbered_items.item_no = series_no >> 8
  join numbered_aspects on numbered_aspects.aspect_no = series_no & 255
),
category_means as (
  select category, aspect_id, sum(sum_y)::double / sum(n)::double / 1e6 as prior
  from named
  group by category, aspect_id
)
select series_no, item_id, aspect_id, prior
from named
join category_means using (category, aspect_id)
