-- One of at most three mentions of a month behind one trajectory, newest first. Values: $itemId, $aspectId.
select
  strftime(mentions.reviewed_at, '%Y-%m') as "month",
  mentions.review_id as "reviewId",
  mentions.char_start as "charStart",
  mentions.char_end as "charEnd",
  mentions.sentiment,
  substring(reviews.text, mentions.char_start + 1, mentions.char_end - mentions.char_start) as "text"
from mentions
join reviews on reviews.review_id = mentions.review_id
where mentions.item_id = $itemId and mentions.aspect_id = $aspectId
qualify row_number() over (
  partition by date_trunc('month', mentions.reviewed_at)
  order by mentions.reviewed_at desc, mentions.mention_id
) <= 3
order by mentions.reviewed_at desc, mentions.mention_id
