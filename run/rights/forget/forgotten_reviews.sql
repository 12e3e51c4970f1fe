-- one review of a user, or with an id, that is to be forgotten. Input: relations reviews and clauses
select
  review_id,
  user_id,
  text,
  source_file,
  source_line,
  coalesce((select list(clauses.text order by clause_no) from clauses where clauses.review_id = reviews.review_id), []) as clauses
from reviews
where
  user_id in (select unnest(from_json($users, '["VARCHAR"]')))
  or review_id in (select unnest(from_json($reviews, '["VARCHAR"]')))
order by source_file, source_line
