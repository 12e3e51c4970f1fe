-- One claim of a plan and clause that others wrote on its topic before the dialog's now: the newest of each side. Input: table wanted_claims
-- (dialog_id, item_id, topic_id, of the plans of a batch), targets, reviews, voices, term_voices. Values: $positiveFrom, $negativeUpTo, $margin
-- (code points of text around a clause), $perSide.
with wanted as (
  select wanted_claims.*, targets.user_id, targets.target_at
  from wanted_claims
  join targets on targets.dialog_id = wanted_claims.dialog_id
),
spoken as (
  select item_id, aspect_id as topic_id, review_id, user_id, reviewed_at, char_start, char_end, term, sentiment, mention_id
  from voices
  where item_id in (select item_id from wanted_claims)
  union all
  select item_id, term_id, review_id, user_id, reviewed_at, char_start, char_end, term, sentiment, mention_id
  from term_voices
  where item_id in (select item_id from wanted_claims)
),
newest as (
  select wanted.dialog_id, spoken.*
  from wanted
  join spoken
    on spoken.item_id = wanted.item_id
    and spoken.topic_id = wanted.topic_id
    -- The as-of rule; what the user wrote is no news to the user.
    and spoken.reviewed_at < wanted.target_at
    and spoken.user_id <> wanted.user_id
    and (spoken.sentiment >= $positiveFrom or spoken.sentiment <= $negativeUpTo)
  qualify row_number() over (
    partition by
      wanted.dialog_id,
      spoken.item_id,
      spoken.topic_id,
      spoken.sentiment >= $positiveFrom
    order by spoken.reviewed_at desc, spoken.mention_id
  ) <= $perSide
)
select
  newest.dialog_id as "dialogId",
  newest.item_id as "itemId",
  newest.topic_id as "topicId",
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
order by newest.dialog_id, newest.item_id, newest.topic_id, newest.reviewed_at desc, newest.mention_id
