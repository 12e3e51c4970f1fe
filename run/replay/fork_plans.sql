-- The plan of a fork, in place of its parent's.
select * replace (
  $dialogId as dialog_id,
  from_json($path::json, '["VARCHAR"]') as path,
  $turns::integer as turns,
  $plan as plan
)
from plans
where dialog_id = $parentId
