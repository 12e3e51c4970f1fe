-- One clause speaking of one aspect.
select
  review_id || '#' || clause_no || '#' || aspect_id as mention_id,
  review_id,
  reviews.user_id,
  reviews.item_id,
  reviews.reviewed_at,
  found.aspect_id,
  clause_no,
  clauses.char_start,
  clauses.char_end,
  found.similarity,
  found.sentiment
from found
join clauses using (review_id, clause_no)
join reviews using (review_id)
order by review_id, clause_no, aspect_id
