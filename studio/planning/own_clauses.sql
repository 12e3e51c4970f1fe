-- One dialog with clauses of its user's reviews strictly before its now: the newest three on each aspect that hold an opinion, as JSON. Values:
-- $margin (code points of text around a clause), $perAspect. Input: targets, voices, reviews, items.
with placed as (
  select targets.dialog_id, voices.*
  from targets
  join voices on voices.user_id = targets.user_id and voices.reviewed_at < targets.target_at
  where voices.polarity <> 'neutral'
  qualify row_number() over (
    partition by targets.dialog_id, voices.aspect_id order by voices.reviewed_at desc, voices.mention_id
  ) <= $perAspect
)
select
  placed.dialog_id,
  list_select(
    list(
      {
        'reviewId': placed.review_id,
        'reviewedAt': strftime(placed.reviewed_at, '%Y-%m-%dT%H:%M:%S.%gZ'),
        'rating': reviews.rating,
        'windowStart': greatest(placed.char_start - $margin, 0)::integer,
        'window': substring(
          reviews.text,
          greatest(placed.char_start - $margin, 0) + 1,
          placed.char_end + $margin - greatest(placed.char_start - $margin, 0)
        ),
        'charStart': placed.char_start,
        'charEnd': placed.char_end,
        'term': placed.term,
        'itemId': placed.item_id,
        'itemTitle': items.title,
        'aspectId': placed.aspect_id
      }
    ),
    list_grade_up(list({'age': -epoch_us(placed.reviewed_at), 'mention_id': placed.mention_id, 'aspect_id': placed.aspect_id}))
  ) as clauses
from placed
join reviews on reviews.review_id = placed.review_id
join items on items.item_id = placed.item_id
-- An experience is told of something that has a name.
where items.title is not null
group by placed.dialog_id
