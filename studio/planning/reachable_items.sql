-- One dialog and item among the most reviewed of its month, of all or of the target's category. Input: tables page_targets, popular_items.
with dialogs as (
  select page_targets.dialog_id, date_trunc('month', page_targets.target_at) as month, items.category
  from page_targets
  join items on items.item_id = page_targets.item_id
)
select
  dialog_id,
  month,
  item_id,
  any_value(reviews) as reviews,
  -- An item of the category among all is among the category's too.
  bool_or(is_of_category) as is_same_category
from (
  select dialogs.dialog_id, dialogs.month, popular_items.item_id, popular_items.reviews, false as is_of_category
  from dialogs
  join popular_items on popular_items.month = dialogs.month and popular_items.category is null
  union all
  select dialogs.dialog_id, dialogs.month, popular_items.item_id, popular_items.reviews, true as is_of_category
  from dialogs
  join popular_items on popular_items.month = dialogs.month and popular_items.category = dialogs.category
)
group by dialog_id, month, item_id
