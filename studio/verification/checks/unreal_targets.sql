-- A dialog whose target is not one of the reviews: no such review, or of another user, item or time; or an id that stands twice.
select
  records.dialog_id,
  -1 as turn,
  case
    when count(*) over (partition by records.dialog_id) > 1 then 'the dialog stands more than once'
    when reviews.review_id is null then 'the target review ' || coalesce(records.target.review_id, '(none)') || ' is not there'
    else 'the target review ' || records.target.review_id || ' is of user ' || reviews.user_id || ', item ' || reviews.item_id || ', ' || reviews.reviewed_at
  end as detail
from records
left join reviews on reviews.review_id = records.target.review_id
qualify count(*) over (partition by records.dialog_id) > 1
  or coalesce(
    reviews.user_id <> records.user_id
    or reviews.item_id <> records.target.item_id
    or date_trunc('second', reviews.reviewed_at) <> date_trunc('second', records.as_of),
    true
  )
