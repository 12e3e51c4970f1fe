-- one review as an interaction; dialog_id where it is the target of an accepted dialog
select
  reviews.user_id as "user_id:token",
  reviews.item_id as "item_id:token",
  reviews.rating as "rating:float",
  epoch(reviews.reviewed_at) as "timestamp:float",
  dialogs.dialog_id as "dialog_id:token"
from reviews
left join dialogs on dialogs.review_id = reviews.review_id and dialogs.status = 'accepted'
order by reviews.user_id, reviews.reviewed_at, reviews.item_id, reviews.review_id
