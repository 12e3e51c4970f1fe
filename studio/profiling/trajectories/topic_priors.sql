-- One dialog, category of its candidates and aspect: the mean of what others said of that category before the dialog's now, which is the prior.
-- Input: chosen_candidates, targets, items, voices, category_days.
with topics as materialized (
  select distinct
    targets.dialog_id,
    targets.user_id,
    targets.target_at,
    datediff('day', date '2000-01-01', targets.target_at::date) as target_day_no,
    items.category,
    aspects.aspect_id
  from chosen_candidates
  join targets on targets.dialog_id = chosen_candidates.dialog_id
  join items on items.item_id = chosen_candidates.item_id
  cross join (select distinct aspect_id from category_days) as aspects
),
category_sums as (
  -- All of the category up to the day before, ...
  select topics.dialog_id, topics.category, topics.aspect_id, category_days.n, category_days.sum_y
  from topics
  asof join category_days
    on category_days.category = topics.category
    and category_days.aspect_id = topics.aspect_id
    and category_days.day_no < topics.target_day_no
  union all
  -- ... the target's day up to its time, ...
  select topics.dialog_id, topics.category, topics.aspect_id, 1, (voices.sentiment * 1e6)::integer
  from topics
  join voices
    on voices.aspect_id = topics.aspect_id
    and voices.reviewed_at::date = topics.target_at::date
    and voices.reviewed_at < topics.target_at
  join items on items.item_id = voices.item_id and items.category = topics.category
  union all
  -- ... less the user's own.
  select topics.dialog_id, topics.category, topics.aspect_id, -1, -(voices.sentiment * 1e6)::integer
  from topics
  join voices
    on voices.user_id = topics.user_id
    and voices.aspect_id = topics.aspect_id
    and voices.reviewed_at < topics.target_at
  join items on items.item_id = voices.item_id and items.category = topics.category
)
select dialog_id, category, aspect_id, sum(sum_y)::double / sum(n)::double / 1e6 as prior
from category_sums
group by dialog_id, category, aspect_id
having sum(n) > 0
