-- One dialog and item among the most reviewed of its month, of all or of the target's category. Input: tables listed_items, popular_items.
select
  targets.dialog_id,
  popular_items.month,
  popular_items.item_id,
  popular_items.reviews,
  listed_items.category = target_items.category as is_same_category
from targets
join items as target_items on target_items.item_id = targets.item_id
join popular_items on popular_items.month = date_trunc('month', targets.target_at)
join listed_items on listed_items.item_id = popular_items.item_id
where popular_items.is_popular or (popular_items.is_popular_in_category and is_same_category)
