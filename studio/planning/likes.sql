-- One review by which its user liked its item.
select
  review_id,
  user_id,
  item_id,
  reviewed_at,
  -- Seeded, so that no order of ids favours a review in every run.
  md5_number_lower($seed || ':' || review_id) as draw
from reviews
where rating >= $likedFrom
