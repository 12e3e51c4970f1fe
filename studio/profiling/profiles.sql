-- One dialog and aspect of its user's earlier reviews: the temporal profile as of the target. Values: $halfLifeDays.
with earlier_mentions as (
  select
    targets.dialog_id,
    targets.user_id,
    targets.target_at,
    mentions.aspect_id,
    mentions.review_id,
    mentions.reviewed_at,
    -- Millionths in whole numbers: their sum is the same in any order.
    round(mentions.sentiment * 1e6)::hugeint as y,
    max(mentions.reviewed_at) over (partition by targets.dialog_id, mentions.aspect_id) as aspect_newest_at,
    max(mentions.reviewed_at) over (partition by targets.dialog_id) as user_newest_at
  from targets
  join mentions on mentions.user_id = targets.user_id and mentions.reviewed_at < targets.target_at
),
weighed as (
  -- Relative to the aspect's newest mention, whose weight is 1, so that no span of years can overflow or leave nothing.
  select
    *,
    round(pow(2.0, (epoch_us(reviewed_at) - epoch_us(aspect_newest_at)) / 86.4e9 / $halfLifeDays) * 1e12)::hugeint as relative_weight
  from earlier_mentions
),
sums as (
  select
    dialog_id,
    user_id,
    target_at,
    aspect_id,
    count(*) as mentions,
    sum(relative_weight)::double / 1e12 as relative_weight,
    sum(relative_weight * y)::double / sum(relative_weight)::double / 1e6 as sentiment,
    any_value(aspect_newest_at) as aspect_newest_at,
    any_value(user_newest_at) as user_newest_at,
    list_sort(list(distinct review_id)) as review_ids
  from weighed
  group by dialog_id, user_id, target_at, aspect_id
),
shared as (
  select
    *,
    relative_weight * pow(2.0, (epoch_us(aspect_newest_at) - epoch_us(target_at)) / 86.4e9 / $halfLifeDays) as weight,
    round(
      relative_weight * pow(2.0, (epoch_us(aspect_newest_at) - epoch_us(user_newest_at)) / 86.4e9 / $halfLifeDays) * 1e12
    )::hugeint as part
  from sums
)
select
  dialog_id,
  user_id,
  target_at as as_of,
  aspect_id,
  mentions,
  weight,
  sentiment,
  part::double / (sum(part) over (partition by dialog_id))::double as share,
  review_ids
from shared
order by dialog_id, aspect_id
