-- One accepted dialog with the titles of its candidates and of what the user remembers. Input: dialogs, plans.
select
  plans.dialog_id,
  list_sort(list_distinct(json_extract_string(plan, '$.candidates[*].title') || json_extract_string(plan, '$.memories[*].itemTitle'))) as titles
from plans
semi join dialogs on dialogs.dialog_id = plans.dialog_id and dialogs.status = 'accepted'
order by plans.dialog_id
