-- one item that the plan of an accepted dialog knows
select item_id, any_value(items.category) as category
from (
  select distinct unnest(json_extract_string(plans.plan, '$.candidates[*].itemId')) as item_id
  from plans
  join dialogs on dialogs.dialog_id = plans.dialog_id and dialogs.status = 'accepted'
) named
left join items using (item_id)
group by item_id
order by item_id
