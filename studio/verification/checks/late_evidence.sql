-- A citation of a review written at or after the target review, by the reviews' own times.
select
  cited_mentions.dialog_id,
  cited_mentions.turn,
  'review ' || cited_mentions.review_id || ' is of ' || reviews.reviewed_at || ', now is ' || target.reviewed_at as detail
from cited_mentions
join reviews on reviews.review_id = cited_mentions.review_id
join reviews as target on target.review_id = cited_mentions.target_review_id
where reviews.reviewed_at >= target.reviewed_at
