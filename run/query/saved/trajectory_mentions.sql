-- Each mention behind each month of a sentiment trajectory, with its words.
select
  trajectories.item_id,
  trajectories.aspect_id,
  aspects.label,
  trajectories.month,
  voices.review_id,
  voices.reviewed_at,
  voices.char_start,
  voices.char_end,
  voices.sentiment,
  substring(reviews.text, voices.char_start + 1, voices.char_end - voices.char_start) as words
from trajectories
join voices
  on voices.item_id = trajectories.item_id
  and voices.aspect_id = trajectories.aspect_id
  and date_trunc('month', voices.reviewed_at)::date = trajectories.month
join reviews on reviews.review_id = voices.review_id
join aspects on aspects.aspect_id = trajectories.aspect_id
order by trajectories.item_id, trajectories.aspect_id, trajectories.month, voices.reviewed_at, voices.mention_id
