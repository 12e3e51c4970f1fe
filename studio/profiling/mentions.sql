-- One clause speaking of one aspect. Input: table found_mentions(review_id, clause_no, aspect_id, similarity, sentiment).
select
  reviews.review_id || ':' || found_mentions.clause_no || ':' || found_mentions.aspect_id as mention_id,
  reviews.review_id,
  reviews.user_id,
  reviews.item_id,
  reviews.reviewed_at,
  found_mentions.aspect_id,
  found_mentions.clause_no,
  clauses.char_start,
  clauses.char_end,
  found_mentions.similarity,
  found_mentions.sentiment
from found_mentions
join reviews on reviews.review_id = found_mentions.review_id
join clauses on clauses.review_id = found_mentions.review_id and clauses.clause_no = found_mentions.clause_no
order by reviews.review_id, found_mentions.clause_no, found_mentions.aspect_id
