-- One dialog with the beginnings of its user's newest reviews before its now. Values: $newest, $longest (code points). Input: targets, reviews.
with placed as (
  select targets.dialog_id, reviews.review_id, reviews.reviewed_at, reviews.text
  from targets
  join reviews on reviews.user_id = targets.user_id and reviews.reviewed_at < targets.target_at
  qualify row_number() over (
    partition by targets.dialog_id order by reviews.reviewed_at desc, reviews.review_id
  ) <= $newest
)
select
  dialog_id,
  list_select(
    list(substring(text, 1, $longest)),
    list_grade_up(list({'age': -epoch_us(reviewed_at), 'review_id': review_id}))
  ) as writing
from placed
group by dialog_id
