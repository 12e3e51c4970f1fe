-- One row: one mention cited by a turn of dialog `$dialogId`.
select
  turn,
  side,
  review_id as "reviewId",
  item_id as "itemId",
  aspect_id as "aspectId",
  month,
  reviewed_at as "reviewedAt",
  char_start as "charStart",
  char_end as "charEnd",
  sentiment
from turn_evidence
where dialog_id = $dialogId
order by turn
