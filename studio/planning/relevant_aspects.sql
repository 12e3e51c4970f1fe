-- One dialog and profile aspect that fits what the user asks for: reviews of the target's category spoke of it before the dialog's month, as at least
-- $leastShare of all they spoke of once these are $fewMentions. Of a category that is not known every aspect fits.
with monthly as (
  select items.category, voices.aspect_id, date_trunc('month', voices.reviewed_at)::date as month, count(*) as mentions
  from voices
  join items on items.item_id = voices.item_id
  group by all
),
of_aspect as (
  select category, aspect_id, month, sum(mentions) over (partition by category, aspect_id order by month) as so_far
  from monthly
),
of_category as (
  select category, month, sum(sum(mentions)) over (partition by category order by month) as so_far
  from monthly
  group by category, month
),
wanted as (
  select
    profiles.dialog_id,
    profiles.aspect_id,
    items.category,
    (date_trunc('month', targets.target_at) - interval 1 month)::date as month_before
  from profiles
  join targets on targets.dialog_id = profiles.dialog_id
  join items on items.item_id = targets.item_id
)
select wanted.dialog_id, wanted.aspect_id
from wanted
asof left join of_aspect
  on of_aspect.category = wanted.category
  and of_aspect.aspect_id = wanted.aspect_id
  and wanted.month_before >= of_aspect.month
asof left join of_category
  on of_category.category = wanted.category
  and wanted.month_before >= of_category.month
where wanted.category = 'unknown'
  or (
    of_aspect.so_far > 0
    and (of_category.so_far < $fewMentions or of_aspect.so_far >= $leastShare * of_category.so_far)
  )
