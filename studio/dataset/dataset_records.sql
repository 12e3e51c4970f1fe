-- One accepted dialog with everything a reader or a model needs: messages, turns with evidence, plan, profile, history.
with evidence_lists as (
  select
    dialog_id,
    turn,
    list(
      {
        side: side,
        review_id: review_id,
        item_id: item_id,
        aspect_id: aspect_id,
        month: strftime(month, '%Y-%m'),
        reviewed_at: strftime(reviewed_at, '%Y-%m-%dT%H:%M:%SZ'),
        char_start: char_start,
        char_end: char_end,
        sentiment: sentiment
      }
      order by reviewed_at, review_id, char_start, aspect_id, side
    ) as evidence
  from turn_evidence
  group by dialog_id, turn
),
turn_lists as (
  select
    turns.dialog_id,
    list({role: if(speaker = 'user', 'user', 'assistant'), content: text} order by turns.turn) as messages,
    list(
      {
        turn: turns.turn,
        speaker: speaker,
        super_node: super_node,
        act: act,
        text: text,
        attempts: attempts,
        named_item_ids: named_item_ids,
        evidence: coalesce(evidence, [])
      }
      order by turns.turn
    ) as turns
  from turns
  left join evidence_lists on evidence_lists.dialog_id = turns.dialog_id and evidence_lists.turn = turns.turn
  group by turns.dialog_id
),
profile_lists as (
  select
    dialog_id,
    list(
      {
        aspect_id: profiles.aspect_id,
        label: aspects.label,
        mentions: profiles.mentions,
        weight: profiles.weight,
        sentiment: profiles.sentiment,
        share: profiles.share,
        newest_at: strftime(profiles.newest_at, '%Y-%m-%dT%H:%M:%SZ')
      }
      order by profiles.share desc, profiles.aspect_id
    ) as profile
  from profiles
  join aspects on aspects.aspect_id = profiles.aspect_id
  group by dialog_id
),
history_lists as (
  select
    targets.dialog_id,
    list(
      {
        review_id: reviews.review_id,
        item_id: reviews.item_id,
        title: items.title,
        category: items.category,
        rating: reviews.rating,
        reviewed_at: strftime(reviews.reviewed_at, '%Y-%m-%dT%H:%M:%SZ')
      }
      order by reviews.reviewed_at, reviews.review_id
    ) as history
  from targets
  join reviews on reviews.user_id = targets.user_id and reviews.reviewed_at < targets.target_at
  join items on items.item_id = reviews.item_id
  group by targets.dialog_id
)
select
  dialogs.dialog_id,
  dialogs.user_id,
  dialogs.split,
  strftime(dialogs.target_at, '%Y-%m-%dT%H:%M:%SZ') as as_of,
  dialogs.realizer,
  {
    item_id: dialogs.item_id,
    title: items.title,
    category: items.category,
    price: items.price,
    review_id: dialogs.review_id,
    rating: targets.rating
  } as target,
  turn_lists.messages,
  turn_lists.turns,
  coalesce(profile_lists.profile, []) as profile,
  coalesce(history_lists.history, []) as history,
  plans.plan::json as plan
from dialogs
join targets on targets.dialog_id = dialogs.dialog_id
join items on items.item_id = dialogs.item_id
join plans on plans.dialog_id = dialogs.dialog_id
join turn_lists on turn_lists.dialog_id = dialogs.dialog_id
left join profile_lists on profile_lists.dialog_id = dialogs.dialog_id
left join history_lists on history_lists.dialog_id = dialogs.dialog_id
where dialogs.status = 'accepted'
order by dialogs.dialog_id
