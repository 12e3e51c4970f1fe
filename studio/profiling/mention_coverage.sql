-- One row: how much of the text the mentions cover.
select
  (select count(*) from clauses) as clauses,
  count(*) as mentions,
  count(distinct review_id) / greatest((select count(*) from reviews), 1) as share_of_reviews,
  coalesce(avg((sentiment > 0.1)::integer), 0) as share_positive,
  coalesce(avg((sentiment < -0.1)::integer), 0) as share_negative
from found
