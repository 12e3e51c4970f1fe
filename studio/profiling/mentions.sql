-- One term of a review with the opinion about it; spans in code points of the review's text, end exclusive. Terms of no aspect are under 'a00'.
-- similarity is the confidence under the name of earlier versions. Input: view parts over the files of
-- parts/mention_part.sql.
select
  mention_id,
  review_id,
  user_id,
  item_id,
  reviewed_at,
  coalesce(aspect_id, 'a00') as aspect_id,
  term_id,
  clause_no,
  char_start,
  char_end,
  term,
  head,
  term_start,
  term_end,
  opinion_start,
  opinion_end,
  polarity,
  sentiment,
  confidence,
  confidence as similarity
from parts
order by review_id, clause_no, term_start
