-- One dialog of the plan, accepted or failed.
select
  targets.dialog_id,
  targets.user_id,
  targets.item_id,
  targets.review_id,
  targets.target_at,
  targets.split,
  dialog_files.status,
  dialog_files.reason,
  plans.outcome,
  dialog_files.realizer,
  len(dialog_files.turns)::integer as turns,
  coalesce(attempt_counts.attempts, 0)::integer as attempts,
  plans.path
from dialog_files
join plans on plans.dialog_id = dialog_files."dialogId"
join targets on targets.dialog_id = plans.dialog_id
left join (
  select dialog_id, count(*) as attempts
  from attempts
  where failure is null
  group by all
) attempt_counts on attempt_counts.dialog_id = plans.dialog_id
order by targets.dialog_id
