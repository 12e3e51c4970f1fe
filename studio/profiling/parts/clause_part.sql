-- One clause of one partition, with what mentions need of its review. Input: table found_clauses(review_no, clause_no, char_start, char_end).
select
  review_id,
  user_id,
  item_id,
  rating,
  reviewed_at,
  clause_no,
  char_start,
  char_end,
  substring(text, char_start + 1, char_end - char_start) as text
from found_clauses
join partition_reviews using (review_no)
order by review_id, clause_no
