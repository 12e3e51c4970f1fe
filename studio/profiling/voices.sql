-- One review and aspect that it speaks of: what its reviewer thinks of it, and the mention and clause that say so best. Input: view parts over the
-- files of parts/mention_part.sql.
select
  mention_id,
  review_id,
  user_id,
  item_id,
  reviewed_at,
  aspect_id,
  clause_no,
  char_start,
  char_end,
  term,
  voice_polarity as polarity,
  voice_sentiment as sentiment
from parts
where is_voice
order by review_id, clause_no, aspect_id
