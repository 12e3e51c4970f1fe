-- One mention with an opinion, numbered within its item, aspect and polarity from the oldest on. Input: candidate_mentions.
-- Values: $positiveFrom, $negativeUpTo.
select
  item_id,
  aspect_id,
  sentiment >= $positiveFrom as is_positive,
  reviewed_at,
  mention_id,
  review_id,
  char_start,
  char_end,
  sentiment,
  row_number() over (
    partition by item_id, aspect_id, sentiment >= $positiveFrom
    order by reviewed_at, mention_id desc
  ) as place
from candidate_mentions
where sentiment >= $positiveFrom or sentiment <= $negativeUpTo
