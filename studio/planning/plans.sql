-- One dialog plan. Input: table plan_outcomes.
select
  targets.dialog_id,
  targets.user_id,
  targets.item_id,
  targets.target_at as as_of,
  string_split(plan_outcomes.path, ' ') as path,
  plan_outcomes.turns,
  plan_outcomes.rejected,
  plan_outcomes.plan
from plan_outcomes
join targets on targets.dialog_id = plan_outcomes.dialog_id
where plan_outcomes.plan is not null
order by targets.dialog_id
