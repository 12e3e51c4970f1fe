-- Each mention behind each month of a sentiment trajectory, with its words.
select
  trajectories.item_id,
  trajectories.aspect_id,
  aspects.label,
  trajectories.month,
  mentions.review_id,
  mentions.reviewed_at,
  mentions.char_start,
  mentions.char_end,
  mentions.sentiment,
  substring(reviews.text, mentions.char_start + 1, mentions.char_end - mentions.char_start) as words
from trajectories
join mentions
  on mentions.item_id = trajectories.item_id
  and mentions.aspect_id = trajectories.aspect_id
  and date_trunc('month', mentions.reviewed_at)::date = trajectories.month
join reviews on reviews.review_id = mentions.review_id
join aspects on aspects.aspect_id = trajectories.aspect_id
order by trajectories.item_id, trajectories.aspect_id, trajectories.month, mentions.reviewed_at, mentions.mention_id
