-- One accepted dialog up to where its last item is first named: the target, where the user takes it; with the titles that its turns up to there may hold. Input: relations dialogs, turns, items.
with named as (
  select turns.dialog_id, turns.turn, unnest(turns.named_item_ids) as item_id
  from turns
),
first_named as (
  select dialog_id, item_id, min(turn) as first_named
  from named
  group by dialog_id, item_id
),
last_turns as (
  select dialog_id, max(turn) as last_turn
  from turns
  group by dialog_id
),
titled as (
  select
    named.dialog_id,
    list({itemId: items.item_id, title: items.title} order by items.item_id) as named_items
  from (select distinct dialog_id, item_id from named) as named
  join items on items.item_id = named.item_id
  where items.title is not null
  group by named.dialog_id
),
ended as (
  select *, outcome in ('accepted', 'accepted_with_doubt') as is_taken
  from dialogs
  where status = 'accepted'
)
select
  ended.dialog_id,
  ended.user_id,
  ended.item_id,
  ended.is_taken,
  ended.outcome,
  epoch_ms(ended.target_at) as at_ms,
  ended.split,
  -- Where nothing is taken: before the last item that is tried, or the whole dialog where none is.
  coalesce(max(first_named.first_named), any_value(last_turns.last_turn) + 1) as first_named,
  coalesce(any_value(titled.named_items), []) as named_items
from ended
join last_turns on last_turns.dialog_id = ended.dialog_id
left join first_named
  on first_named.dialog_id = ended.dialog_id
  and (not ended.is_taken or first_named.item_id = ended.item_id)
left join titled on titled.dialog_id = ended.dialog_id
group by all
-- A dialog that takes an item it never names is none that recommends.
having not ended.is_taken or count(first_named.item_id) > 0
order by ended.dialog_id
