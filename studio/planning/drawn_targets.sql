-- One target with what a replacement must share with it. Input: relations targets, items, plans.
select
  targets.dialog_id,
  targets.split,
  items.category,
  targets.is_reserve,
  plans.dialog_id is not null as is_planned,
  coalesce(plans.turns, 0) as turns
from targets
join items on items.item_id = targets.item_id
left join plans on plans.dialog_id = targets.dialog_id
order by targets.dialog_id
