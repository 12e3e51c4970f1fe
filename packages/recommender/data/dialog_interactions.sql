-- One core review of a dialog's user strictly before the dialog. Input: table recommended_dialogs, relation reviews.
select
  recommended_dialogs.dialog_id,
  reviews.item_id,
  epoch_ms(reviews.reviewed_at) as at_ms
from recommended_dialogs
join reviews
  on reviews.user_id = recommended_dialogs.user_id
  and epoch_ms(reviews.reviewed_at) < recommended_dialogs.at_ms
where reviews.in_core
order by recommended_dialogs.dialog_id, reviews.reviewed_at, reviews.review_id
