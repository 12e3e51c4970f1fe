-- one pair of a user and an item that can become a dialog as far as reviews and titles say: a liked first review of a titled item, with enough
-- reviews before it (`eligible_reviews.sql` asks for an earlier mention too, which is not known yet)
create or replace temp table target_pairs as
select distinct user_id, item_id
from (
  select
    user_id,
    item_id,
    rating,
    rank() over (partition by user_id order by reviewed_at) - 1 as history_reviews,
    row_number() over (partition by user_id, item_id order by reviewed_at, review_id) = 1 as opens_item
  from staged_reviews
  where reason is null
)
where
  rating >= $minimumRating
  and opens_item
  and history_reviews >= $minimumHistory
  and item_id in (select item_id from staged_items where reason is null and regexp_matches(title, '[\p{L}\p{N}]'))
