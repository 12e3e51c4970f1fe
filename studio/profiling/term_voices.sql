-- One review and term of the run's term list that it speaks of, like voices. Input: view parts over the files of parts/mention_part.sql.
select
  mention_id,
  review_id,
  user_id,
  item_id,
  reviewed_at,
  term_id,
  aspect_id,
  clause_no,
  char_start,
  char_end,
  term,
  term_voice_polarity as polarity,
  term_voice_sentiment as sentiment
from parts
where is_term_voice
order by review_id, clause_no, term_id
