-- One month with reviews. slices: 0 where its whole year is small enough for one partition, else how many the month is cut into. What is
-- decided for a year depends on that year alone, so appended reviews move no others. Values: $most_reviews, $most_bytes.
create or replace temp table review_months as
with months as (
  select date_trunc('month', reviewed_at)::date as month, count(*) as reviews, sum(strlen(text))::bigint as bytes
  from reviews
  group by all
)
select
  month,
  case
    when
      sum(reviews) over (partition by year(month)) <= $most_reviews
      and sum(bytes) over (partition by year(month)) <= $most_bytes
      then 0
    else greatest(1, ceil(reviews / $most_reviews), ceil(bytes / $most_bytes))::integer
  end as slices
from months
