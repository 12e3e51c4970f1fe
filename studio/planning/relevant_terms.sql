-- One dialog and term of its user's reviews or of reviews of its target that fits what the user asks for: others spoke of it in reviews of the target's
-- category before the dialog's month, at least $fewest times (once where the category has few mentions) and as $leastTermShare of all they spoke of
-- there: some bars have eggs, but who asks for a bar does not ask for them. Of a category that is not known every term fits. Input: targets, items, term_voices.
with used as (
  select targets.dialog_id, term_voices.term_id
  from targets
  join term_voices
    on term_voices.user_id = targets.user_id
    and (term_voices.reviewed_at < targets.target_at or term_voices.review_id = targets.review_id)
  union
  select targets.dialog_id, term_voices.term_id
  from targets
  join term_voices on term_voices.item_id = targets.item_id and term_voices.reviewed_at < targets.target_at
),
wanted as (
  select
    targets.dialog_id,
    targets.user_id,
    items.category,
    used.term_id,
    (date_trunc('month', targets.target_at) - interval 1 month)::date as month_before
  from used
  join targets on targets.dialog_id = used.dialog_id
  join items on items.item_id = targets.item_id
),
spoken as (
  select items.category, term_voices.term_id, term_voices.user_id, date_trunc('month', term_voices.reviewed_at)::date as month
  from term_voices
  join items on items.item_id = term_voices.item_id
),
of_term as (
  select category, term_id, month, sum(count(*)) over (partition by category, term_id order by month) as so_far
  from spoken
  group by category, term_id, month
),
of_category as (
  select category, month, sum(count(*)) over (partition by category order by month) as so_far
  from spoken
  group by category, month
),
own as (
  select wanted.dialog_id, wanted.term_id, count(*) as mentions
  from wanted
  join spoken
    on spoken.user_id = wanted.user_id
    and spoken.category = wanted.category
    and spoken.term_id = wanted.term_id
    and spoken.month <= wanted.month_before
  group by wanted.dialog_id, wanted.term_id
)
select wanted.dialog_id, wanted.term_id, coalesce(of_term.so_far, 0) - coalesce(own.mentions, 0) as others
from wanted
asof left join of_term
  on of_term.category = wanted.category
  and of_term.term_id = wanted.term_id
  and wanted.month_before >= of_term.month
asof left join of_category
  on of_category.category = wanted.category
  and wanted.month_before >= of_category.month
left join own on own.dialog_id = wanted.dialog_id and own.term_id = wanted.term_id
where wanted.category = 'unknown'
  or (
    coalesce(of_term.so_far, 0) - coalesce(own.mentions, 0)
      >= case when of_category.so_far < $fewMentions then 1 else $fewest end
    and of_term.so_far >= $leastTermShare * of_category.so_far
  )
