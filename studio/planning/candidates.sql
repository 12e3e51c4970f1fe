-- One dialog and candidate item: the target, up to $perStrategy distractors a strategy, and the item of the target's category that the user reviewed last
-- before now. Input: relations reviews, items, tables page_targets, listed_items, found_items.
with near_items as (
  select dialog_id, count(distinct item_id) as items
  from found_items
  where existed_before and is_near and is_same_category
  group by dialog_id
),
placed as (
  -- More than will be kept, to make up for those dropped below.
  select
    found_items.*,
    list_position(['hard', 'nearest-profile', 'popular', 'same-category'], strategy) as strategy_place,
    row_number() over (
      partition by dialog_id, strategy
      order by is_same_category desc, score desc, draw, item_id
    ) as place
  from found_items
  left join near_items using (dialog_id)
  -- Nobody is sent to another region while there are a few places of the kind in the target's own.
  where existed_before and (is_near or coalesce(near_items.items, 0) < $fewNear)
  qualify place <= 3 * $perStrategy
),
own_items as (
  select page_targets.dialog_id, reviews.item_id, listed_items.title_key
  from page_targets
  join items as target_items on target_items.item_id = page_targets.item_id
  join reviews on reviews.user_id = page_targets.user_id and reviews.reviewed_at < page_targets.target_at
  join listed_items on listed_items.item_id = reviews.item_id and listed_items.category = target_items.category
  where reviews.item_id <> page_targets.item_id
  qualify row_number() over (
    partition by page_targets.dialog_id
    order by reviews.reviewed_at desc, reviews.review_id
  ) = 1
),
queued as (
  select page_targets.dialog_id, page_targets.item_id, 'target' as strategy, 0 as strategy_place, 1 as place, 0 as position, title_key
  from page_targets
  join listed_items on listed_items.item_id = page_targets.item_id
  union all
  select dialog_id, item_id, 'own-history', 5, 1, 0, title_key
  from own_items
  union all
  -- The strategies' first choices, the most specific strategy first, before anyone's spare ones.
  select
    dialog_id,
    item_id,
    strategy,
    strategy_place,
    place,
    row_number() over (
      partition by dialog_id
      order by place > $perStrategy, strategy_place, place
    ) as position,
    title_key
  from placed
),
distinct_titles as (
  -- Drops the second finding of the same item too: its title is the same.
  select *
  from queued
  where not exists (
    from queued as better
    where better.dialog_id = queued.dialog_id
      and (better.position < queued.position or (queued.strategy = 'own-history' and better.strategy = 'target'))
      and is_confusable(better.title_key, queued.title_key)
  )
),
kept as (
  select *
  from distinct_titles
  qualify row_number() over (partition by dialog_id, strategy order by position) <= $perStrategy
)
select
  dialog_id,
  item_id,
  case strategy when 'target' then 'target' when 'own-history' then 'known' else 'distractor' end as role,
  strategy,
  (row_number() over (partition by dialog_id order by strategy_place, place) - 1)::integer as rank
from kept
order by dialog_id, rank
