-- One review with its partition: a year ('2019'), a month ('2019-03') or a slice of one by a hash of the review's id ('2019-03.4').
create or replace temp view partitioned_reviews as
select
  case slices
    when 0 then strftime(month, '%Y')
    when 1 then strftime(month, '%Y-%m')
    else strftime(month, '%Y-%m.') || (md5_number(review_id) % slices::uhugeint)
  end as partition,
  review_id,
  user_id,
  item_id,
  rating,
  reviewed_at,
  text
from reviews
join review_months on review_months.month = date_trunc('month', reviews.reviewed_at)::date
