-- One dialog, strategy and item the strategy finds, best first by (is_same_category, score, draw). Input: reviews, tables page_targets, listed_items, reachable_items, nearest_items, co_liked_items.
with found as (
  select dialog_id, item_id, 'popular' as strategy, reviews::double as score
  from reachable_items
  union all
  -- A plain draw among the category's most reviewed.
  select dialog_id, item_id, 'same-category', 0
  from reachable_items
  where is_same_category
  union all
  select dialog_id, item_id, 'nearest-profile', similarity
  from nearest_items
  union all
  select dialog_id, item_id, 'hard', fellows
  from co_liked_items
),
known as (
  -- At any time: an item the user reviews later is no distractor, or the dialog would have them turn down what they went on to choose.
  select distinct page_targets.dialog_id, reviews.item_id
  from page_targets
  join reviews on reviews.user_id = page_targets.user_id
)
select
  found.dialog_id,
  found.item_id,
  found.strategy,
  found.score,
  target_items.category = listed_items.category as is_same_category,
  listed_items.region is not distinct from target_places.region as is_near,
  md5(found.dialog_id || ':' || found.strategy || ':' || listed_items.draw) as draw,
  listed_items.title_key,
  -- True by how the strategies search; a column, not a condition here, which DuckDB would make the join of all dialogs with all items.
  listed_items.first_reviewed_at < page_targets.target_at as existed_before
from found
join page_targets on page_targets.dialog_id = found.dialog_id
join items as target_items on target_items.item_id = page_targets.item_id
join listed_items on listed_items.item_id = found.item_id
left join listed_items as target_places on target_places.item_id = page_targets.item_id
anti join known on known.dialog_id = found.dialog_id and known.item_id = found.item_id
