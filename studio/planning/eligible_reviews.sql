-- One core review, with the conditions of a target interaction it meets; each condition includes those before it.
with placed as (
  select
    review_id,
    user_id,
    item_id,
    reviewed_at,
    rating,
    in_core,
    -- Reviews at the same time are neither earlier nor later: rank counts only the strictly earlier ones.
    rank() over (partition by user_id order by reviewed_at) - 1 as history_reviews,
    row_number() over (partition by user_id, item_id order by reviewed_at, review_id) = 1 as opens_item
  from reviews
),
first_mentions as (
  select user_id, min(reviewed_at) as first_mentioned_at
  from voices
  group by user_id
),
first_opinions as (
  select item_id, user_id, min(reviewed_at) as first_at
  from voices
  where sentiment >= $positiveFrom or sentiment <= $negativeUpTo
  group by item_id, user_id
),
running_opinions as (
  -- Users at the same time count together, so that the join below finds all of them or none.
  select distinct item_id, first_at, count(*) over (partition by item_id order by first_at) as reviewers
  from first_opinions
)
select
  placed.review_id,
  placed.user_id,
  placed.item_id,
  placed.reviewed_at,
  placed.rating,
  placed.history_reviews,
  placed.rating >= $minimumRating as is_liked,
  -- A title without a letter or digit could not be recognised when it is named.
  is_liked and coalesce(regexp_matches(items.title, '[\p{L}\p{N}]'), false) as is_titled,
  is_titled and placed.opens_item as is_first,
  is_first and placed.history_reviews >= $minimumHistory as has_history,
  has_history and coalesce(first_mentions.first_mentioned_at < placed.reviewed_at, false) as has_mention,
  -- Reviewers other than the user with an opinion on an aspect of the item.
  coalesce(running_opinions.reviewers, 0) - coalesce(own_opinions.first_at < placed.reviewed_at, false)::integer as evidence,
  has_mention and evidence >= $minimumEvidence as is_eligible
from placed
join items on items.item_id = placed.item_id
left join first_mentions on first_mentions.user_id = placed.user_id
left join first_opinions as own_opinions on own_opinions.item_id = placed.item_id and own_opinions.user_id = placed.user_id
asof left join running_opinions
  on running_opinions.item_id = placed.item_id
  and placed.reviewed_at > running_opinions.first_at
where placed.in_core
