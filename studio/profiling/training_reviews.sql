-- One review of the seeded sample that aspects and opinion words are learned from: whole reviews until they hold $limit clauses. is_early: of the
-- earlier half of all reviews. Values: $seed, $limit.
with counted as (
  select review_id, count(*) as clauses
  from clauses
  group by review_id
),
drawn as (
  select
    reviews.*,
    md5($seed::varchar || ':' || reviews.review_id) as place,
    sum(counted.clauses) over (order by md5($seed::varchar || ':' || reviews.review_id), reviews.review_id) - counted.clauses as before
  from reviews
  join counted on counted.review_id = reviews.review_id
)
select
  review_id,
  user_id,
  rating,
  reviewed_at <= (select quantile_disc(reviewed_at, 0.5) from reviews) as is_early,
  text
from drawn
where before < $limit
order by place, review_id
