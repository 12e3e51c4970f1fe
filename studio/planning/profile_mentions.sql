-- One dialog and profile aspect, with the user's own mentions of it before the dialog's now: newest first, at most 6 a polarity.
with placed as (
  select
    targets.dialog_id,
    voices.*,
    row_number() over (
      partition by
        targets.dialog_id,
        voices.aspect_id,
        case when voices.sentiment >= $positiveFrom then 1 when voices.sentiment <= $negativeUpTo then -1 else 0 end
      order by voices.reviewed_at desc, voices.mention_id
    ) as place
  from targets
  join voices on voices.user_id = targets.user_id and voices.reviewed_at < targets.target_at
)
select
  dialog_id,
  aspect_id,
  list_select(
    list(
      {
        'reviewId': review_id,
        'itemId': item_id,
        'reviewedAt': strftime(reviewed_at, '%Y-%m-%dT%H:%M:%S.%gZ'),
        'charStart': char_start,
        'charEnd': char_end,
        'sentiment': sentiment
      }
    ),
    list_grade_up(list({'age': -epoch_us(reviewed_at), 'mention_id': mention_id}))
  ) as mentions
from placed
where place <= 6
group by dialog_id, aspect_id
