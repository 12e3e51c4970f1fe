-- One row: the review that dialog `$dialogId` re-enacts.
select
  coalesce(items.title, reviews.item_id) as title,
  reviews.rating,
  reviews.reviewed_at as "reviewedAt",
  reviews.text
from targets
join reviews on reviews.review_id = targets.review_id
left join items on items.item_id = reviews.item_id
where targets.dialog_id = $dialogId
