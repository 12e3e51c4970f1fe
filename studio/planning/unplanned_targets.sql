-- One target without a plan, with its reason. Input: table plan_outcomes.
select dialog_id, reason, detail
from plan_outcomes
where reason is not null
order by dialog_id
