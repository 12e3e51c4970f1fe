-- One review that says clearly what it thinks, of a seeded sample from the earlier half of all, with its clauses. Values: $seed, $limit.
with drawn as (
  select review_id, user_id, item_id, rating, md5($seed::varchar || ':sentiment:' || review_id) as place
  from reviews
  where rating <> 3 and reviewed_at < (select quantile_disc(reviewed_at, 0.5) from reviews)
  order by place, review_id
  limit $limit
)
select review_id, user_id, item_id, rating, list(clauses.text order by clause_no) as clauses
from drawn
join clauses using (review_id)
group by review_id, user_id, item_id, rating, place
order by place, review_id
