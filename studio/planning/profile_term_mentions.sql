-- One dialog and term, with the user's own mentions of it before the dialog's now, as profile_mentions.sql has them of an aspect: terms that fit what the
-- user asks for. Input: targets, term_voices, terms, table relevant_terms.
with placed as (
  select
    targets.dialog_id,
    term_voices.*,
    row_number() over (
      partition by
        targets.dialog_id,
        term_voices.term_id,
        case when term_voices.sentiment >= $positiveFrom then 1 when term_voices.sentiment <= $negativeUpTo then -1 else 0 end
      order by term_voices.reviewed_at desc, term_voices.mention_id
    ) as place
  from targets
  join term_voices on term_voices.user_id = targets.user_id and term_voices.reviewed_at < targets.target_at
  semi join relevant_terms on relevant_terms.dialog_id = targets.dialog_id and relevant_terms.term_id = term_voices.term_id
)
select
  placed.dialog_id,
  placed.term_id,
  any_value(placed.aspect_id) as aspect_id,
  any_value(terms.label) as label,
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
join terms on terms.term_id = placed.term_id
where place <= 6
group by placed.dialog_id, placed.term_id
