-- One row: one planned dialog, with the ids and titles of its candidates in small letters.
select
  plans.dialog_id,
  targets.user_id,
  coalesce(items.title, targets.item_id) as title,
  targets.target_at,
  targets.split,
  plans.outcome,
  plans.path,
  coalesce(offered.names, []) as item_names
from plans
join targets on targets.dialog_id = plans.dialog_id
left join items on items.item_id = targets.item_id
left join (
  select
    candidates.dialog_id,
    list(lower(candidates.item_id)) || list(lower(items.title)) filter (where items.title is not null) as names
  from candidates
  left join items on items.item_id = candidates.item_id
  group by candidates.dialog_id
) offered on offered.dialog_id = plans.dialog_id
