-- One item that a plan shows and clause with an opinion on anything that others wrote of it before the dialog's now: each reviewer's newest, $perItem an
-- item. Input: table wanted_items (dialog_id, item_id, of the plans of a batch), targets, reviews, mentions. Values also: $margin (code points of text
-- around a clause).
with newest as (
  select wanted_items.dialog_id, mentions.*
  from wanted_items
  join targets on targets.dialog_id = wanted_items.dialog_id
  join mentions
    on mentions.item_id = wanted_items.item_id
    -- The as-of rule; what the user wrote is no news to the user.
    and mentions.reviewed_at < targets.target_at
    and mentions.user_id <> targets.user_id
    and mentions.polarity in ('positive', 'negative')
  qualify row_number() over (
    partition by wanted_items.dialog_id, mentions.item_id, mentions.review_id order by mentions.confidence desc, mentions.mention_id
  ) <= 2
)
select
  newest.dialog_id as "dialogId",
  newest.item_id as "itemId",
  newest.review_id as "reviewId",
  newest.user_id as "userId",
  strftime(newest.reviewed_at, '%Y-%m-%dT%H:%M:%S.%gZ') as "reviewedAt",
  reviews.rating,
  greatest(newest.char_start - $margin, 0)::integer as "windowStart",
  substring(
    reviews.text,
    greatest(newest.char_start - $margin, 0) + 1,
    newest.char_end + $margin - greatest(newest.char_start - $margin, 0)
  ) as "window",
  newest.char_start as "charStart",
  newest.char_end as "charEnd",
  newest.term,
  newest.sentiment
from newest
join reviews on reviews.review_id = newest.review_id
qualify row_number() over (
  partition by newest.dialog_id, newest.item_id order by newest.reviewed_at desc, newest.mention_id
) <= $perItem
order by newest.dialog_id, newest.item_id, newest.reviewed_at desc, newest.mention_id
