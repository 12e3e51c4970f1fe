-- A dialog that is not settled once, after the item in question was named, as its outcome says: the target taken, or taken in spite of a named doubt, or
-- put off; left without any; or an item that the user's own earlier review is of.
with steps as (
  select
    dialog_id,
    user_id,
    as_of,
    outcome,
    target.item_id as target_item_id,
    turns,
    [step for step in plan.turns if step.act in ('accept', 'postpone', 'leave', 'recognise')] as decisions
  from records
),
settled as (
  select
    * exclude (turns),
    decisions[1].slots.item_id as item_id,
    list_min([turn.turn for turn in turns if list_contains(turn.named_item_ids, decisions[1].slots.item_id)]) as named_turn
  from steps
)
select
  dialog_id,
  coalesce(decisions[1].turn, -1) as turn,
  'the outcome is ' || coalesce(outcome, '(none)') || ', ' || len(decisions) || ' turns decide, the first one by ' || coalesce(decisions[1].act, 'nothing')
    || ' on ' || coalesce(item_id, 'nothing') || '; that item is named in turn ' || coalesce(named_turn::varchar, '(none)') as detail
from settled
where len(decisions) <> 1
  or coalesce(named_turn >= decisions[1].turn, true)
  or not coalesce(
    case outcome
      when 'accepted' then decisions[1].act = 'accept' and item_id = target_item_id
      when 'accepted_with_doubt' then decisions[1].act = 'accept' and item_id = target_item_id and decisions[1].slots.doubt is not null
      when 'postponed' then decisions[1].act = 'postpone' and item_id = target_item_id
      when 'left' then decisions[1].act = 'leave'
      when 'already_known' then decisions[1].act = 'recognise' and exists (
        select 1
        from reviews
        where reviews.user_id = settled.user_id and reviews.item_id = settled.item_id and reviews.reviewed_at < settled.as_of
      )
    end,
    false
  )
