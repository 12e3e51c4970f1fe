-- One accepted dialog in which the user takes its target, with the titles that its turns up to there may hold. Input: relations dialogs, turns, items.
with first_named as (
  select turns.dialog_id, min(turns.turn) as first_named
  from turns
  join dialogs on dialogs.dialog_id = turns.dialog_id and list_contains(turns.named_item_ids, dialogs.item_id)
  group by turns.dialog_id
),
named as (
  select turns.dialog_id, unnest(turns.named_item_ids) as item_id
  from turns
),
titled as (
  select
    named.dialog_id,
    list({itemId: items.item_id, title: items.title} order by items.item_id) as named_items
  from (select distinct * from named) as named
  join items on items.item_id = named.item_id
  where items.title is not null
  group by named.dialog_id
)
select
  dialogs.dialog_id,
  dialogs.user_id,
  dialogs.item_id,
  epoch_ms(dialogs.target_at) as at_ms,
  dialogs.split,
  first_named.first_named,
  titled.named_items
from dialogs
join first_named on first_named.dialog_id = dialogs.dialog_id
join titled on titled.dialog_id = dialogs.dialog_id
where dialogs.status = 'accepted' and dialogs.outcome in ('accepted', 'accepted_with_doubt')
order by dialogs.dialog_id
