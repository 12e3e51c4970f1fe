-- One row: one dialog that has ended, with the aspects that its turns cite and the checks that refused attempts at them.
select
  dialogs.dialog_id,
  dialogs.status::varchar as status,
  dialogs.reason,
  dialogs.turns::bigint as turns,
  coalesce(cited.aspect_ids, []::varchar[]) as aspect_ids,
  coalesce(refused.attempts, 0)::bigint as refused,
  coalesce(refused.checks, []::varchar[]) as checks
from dialogs
left join (
  select dialog_id, list(distinct aspect_id) as aspect_ids
  from turn_evidence
  group by dialog_id
) cited on cited.dialog_id = dialogs.dialog_id
left join (
  select
    dialog_id,
    count(*) as attempts,
    list_distinct(flatten(list([split_part(problem, ':', 1) for problem in problems]))) as checks
  from attempts
  where not accepted
  group by dialog_id
) refused on refused.dialog_id = dialogs.dialog_id
