-- One mention of one partition; is_first marks one mention of each review. Input: table found_mentions(clause_row, aspect_id, similarity, sentiment).
select
  review_id || ':' || clause_no || ':' || aspect_id as mention_id,
  review_id,
  user_id,
  item_id,
  reviewed_at,
  aspect_id,
  clause_no,
  char_start,
  char_end,
  similarity,
  sentiment,
  row_number() over (partition by review_id order by clause_no, aspect_id) = 1 as is_first
from found_mentions
join partition_clauses using (clause_row)
order by review_id, clause_no, aspect_id
