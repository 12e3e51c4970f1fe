-- one canonical review, duplicates removed; every review stays, in_core marks those of the k-core
select
  review_id,
  user_id,
  item_id,
  rating,
  reviewed_at,
  text,
  helpful_votes,
  (user_id, item_id) in (select (user_id, item_id) from core_pairs) as in_core,
  source_file,
  source_line
from staged_reviews
where reason is null
order by user_id, reviewed_at, review_id
