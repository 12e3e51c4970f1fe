-- One clause speaking of one aspect. Input: view parts over the files of parts/mention_part.sql.
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
  similarity,
  sentiment
from parts
order by review_id, clause_no, aspect_id
