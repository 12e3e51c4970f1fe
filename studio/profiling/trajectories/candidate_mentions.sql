-- One mention of an item that some dialog may speak of. Input: mentions, mention_days, candidates (those of a page of items).
select
  mentions.mention_id,
  mentions.review_id,
  mentions.item_id,
  mentions.aspect_id,
  mentions.reviewed_at,
  mentions.char_start,
  mentions.char_end,
  mentions.sentiment,
  (mentions.sentiment * 1e6)::bigint as y,
  mention_days.day_no,
  mention_days.month_no,
  mention_days.block,
  mention_days.weight,
  (mention_days.weight * mentions.sentiment)::bigint as weighted_y
from mentions
join mention_days on mention_days.day = mentions.reviewed_at::date
where mentions.item_id in (select item_id from candidates)
