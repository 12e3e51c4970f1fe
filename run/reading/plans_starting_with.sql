-- One row: one dialog plan whose id begins with `$beginning`; at most two, an exact match first.
select plans.dialog_id as "dialogId", targets.split, plans.plan
from plans
join targets on targets.dialog_id = plans.dialog_id
where starts_with(plans.dialog_id, $beginning)
order by plans.dialog_id
limit 2
