-- A dialog that does not accept its target exactly once, after the system named it.
with steps as (
  select
    dialog_id,
    target.item_id as target_item_id,
    [step for step in plan.turns if step.act = 'accept'] as accepts,
    list_min([turn.turn for turn in turns if list_contains(turn.named_item_ids, target.item_id)]) as named_turn
  from records
)
select
  dialog_id,
  coalesce(accepts[1].turn, -1) as turn,
  len(accepts) || ' turns accept, the first one ' || coalesce(accepts[1].slots.itemId, 'nothing') || '; the target is named in turn '
    || coalesce(named_turn::varchar, '(none)') as detail
from steps
where len(accepts) <> 1
  or accepts[1].slots.itemId is distinct from target_item_id
  or coalesce(named_turn >= accepts[1].turn, true)
