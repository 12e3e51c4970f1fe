-- one row: core users who meet the conditions of a target interaction, each condition with those before it; and the longest history of any
with placed as (
  select
    staged_reviews.user_id,
    rating,
    rank() over (partition by staged_reviews.user_id order by reviewed_at) - 1 as history_reviews,
    item_id in (select item_id from staged_items where reason is null and regexp_matches(title, '[\p{L}\p{N}]')) as is_titled,
    (user_id, item_id) in (select (user_id, item_id) from core_pairs) as in_core
  from staged_reviews
  where reason is null
)
select
  count(distinct user_id) as users,
  count(distinct user_id) filter (rating >= $minimumRating) as liked,
  count(distinct user_id) filter (rating >= $minimumRating and is_titled) as titled,
  coalesce(max(history_reviews) filter (rating >= $minimumRating and is_titled), 0) as longest_history,
  coalesce(max(rating), 0) as best_rating
from placed
where in_core
