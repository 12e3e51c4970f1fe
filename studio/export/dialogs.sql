-- one accepted dialog with its turns in order, and what its plan calls the items
select
  dialogs.dialog_id,
  dialogs.user_id,
  dialogs.split,
  dialogs.outcome,
  dialogs.item_id,
  json_extract_string(any_value(plans.plan), '$.candidates[*].itemId') as item_ids,
  json_extract_string(any_value(plans.plan), '$.candidates[*].title') as titles,
  list_select(
    list(
      {
        'turn': turns.turn,
        'speaker': turns.speaker,
        'super_node': turns.super_node,
        'act': turns.act,
        'text': turns.text,
        'named_item_ids': turns.named_item_ids
      }
    ),
    list_grade_up(list(turns.turn))
  ) as turns
from dialogs
join turns on turns.dialog_id = dialogs.dialog_id
join plans on plans.dialog_id = dialogs.dialog_id
where dialogs.status = 'accepted'
group by dialogs.dialog_id, dialogs.user_id, dialogs.split, dialogs.outcome, dialogs.item_id
order by dialogs.dialog_id
