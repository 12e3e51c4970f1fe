-- One of at most three mentions of a month behind one trajectory, newest first. Values: $itemId, $aspectId.
select
  strftime(voices.reviewed_at, '%Y-%m') as "month",
  voices.review_id as "reviewId",
  voices.char_start as "charStart",
  voices.char_end as "charEnd",
  voices.sentiment,
  substring(reviews.text, voices.char_start + 1, voices.char_end - voices.char_start) as "text"
from voices
join reviews on reviews.review_id = voices.review_id
where voices.item_id = $itemId and voices.aspect_id = $aspectId
qualify row_number() over (
  partition by date_trunc('month', voices.reviewed_at)
  order by voices.reviewed_at desc, voices.mention_id
) <= 3
order by voices.reviewed_at desc, voices.mention_id
