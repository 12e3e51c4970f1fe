-- One row: one review of those in `$reviewIds` (a JSON list).
select
  reviews.review_id as "reviewId",
  coalesce(items.title, reviews.item_id) as title,
  reviews.rating,
  reviews.text
from reviews
left join items on items.item_id = reviews.item_id
where reviews.review_id in (select unnest(from_json($reviewIds, '["VARCHAR"]')))
