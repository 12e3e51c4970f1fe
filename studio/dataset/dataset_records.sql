-- One accepted dialog of page $page with everything a reader or a model needs: messages, turns with evidence, plan, profile, history. Input:
-- table dialog_pages, macro plain_plan.
with page as (
  select dialogs.*
  from dialogs
  join dialog_pages on dialog_pages.dialog_id = dialogs.dialog_id
  where dialog_pages.page = $page and dialogs.status = 'accepted'
),
evidence_lists as (
  select
    dialog_id,
    turn,
    list_select(
      list(
        {
          side: side,
          review_id: review_id,
          item_id: item_id,
          aspect_id: aspect_id,
          month: month,
          reviewed_at: reviewed_at,
          char_start: char_start,
          char_end: char_end,
          sentiment: sentiment
        }
      ),
      list_grade_up(
        list(
          {'at': reviewed_at, 'review': review_id, 'start': char_start, 'aspect': aspect_id, 'side': side}
        )
      )
    ) as evidence
  from turn_evidence
  semi join page using (dialog_id)
  group by dialog_id, turn
),
turn_lists as (
  select
    turns.dialog_id,
    list_select(list({role: if(speaker = 'user', 'user', 'assistant'), content: text}), list_grade_up(list(turns.turn))) as messages,
    list_select(
      list(
        {
          turn: turns.turn,
          speaker: speaker,
          super_node: super_node,
          act: act,
          text: text,
          attempts: attempts,
          named_item_ids: named_item_ids,
          cites: cites,
          evidence: coalesce(evidence, [])
        }
      ),
      list_grade_up(list(turns.turn))
    ) as turns
  from turns
  semi join page on page.dialog_id = turns.dialog_id
  left join evidence_lists on evidence_lists.dialog_id = turns.dialog_id and evidence_lists.turn = turns.turn
  group by turns.dialog_id
),
profile_lists as (
  select
    dialog_id,
    list_select(
      list(
        {
          aspect_id: profiles.aspect_id,
          label: aspects.label,
          mentions: profiles.mentions,
          weight: profiles.weight,
          sentiment: profiles.sentiment,
          share: profiles.share,
          newest_at: profiles.newest_at
        }
      ),
      list_grade_up(list({'share': -profiles.share, 'aspect_id': profiles.aspect_id}))
    ) as profile
  from profiles
  semi join page on page.dialog_id = profiles.dialog_id
  join aspects on aspects.aspect_id = profiles.aspect_id
  group by dialog_id
),
history_lists as (
  select
    targets.dialog_id,
    list_select(
      list(
        {
          review_id: reviews.review_id,
          item_id: reviews.item_id,
          title: items.title,
          category: items.category,
          rating: reviews.rating,
          reviewed_at: reviews.reviewed_at
        }
      ),
      list_grade_up(list({'reviewed_at': reviews.reviewed_at, 'review_id': reviews.review_id}))
    ) as history
  from targets
  semi join page on page.dialog_id = targets.dialog_id
  join reviews on reviews.user_id = targets.user_id and reviews.reviewed_at < targets.target_at
  join items on items.item_id = reviews.item_id
  group by targets.dialog_id
)
select
  page.dialog_id,
  page.user_id,
  page.split,
  page.target_at as as_of,
  page.outcome,
  plans.plan ->> '$.outcomeReason' as outcome_reason,
  page.realizer,
  {
    item_id: page.item_id,
    title: items.title,
    category: items.category,
    price: items.price,
    review_id: page.review_id,
    rating: targets.rating
  } as target,
  turn_lists.messages,
  turn_lists.turns,
  coalesce(profile_lists.profile, []) as profile,
  coalesce(history_lists.history, []) as history,
  plain_plan(plans.plan) as plan
from page
join targets on targets.dialog_id = page.dialog_id
join items on items.item_id = page.item_id
join plans on plans.dialog_id = page.dialog_id
join turn_lists on turn_lists.dialog_id = page.dialog_id
left join profile_lists on profile_lists.dialog_id = page.dialog_id
left join history_lists on history_lists.dialog_id = page.dialog_id
order by page.dialog_id
