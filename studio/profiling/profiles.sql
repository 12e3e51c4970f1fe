-- One dialog and aspect of its user's earlier mentions: the temporal profile as of the target. Values: $halfLifeDays.
with numbered_targets as (
  select dialog_id, user_id, target_at, row_number() over (order by dialog_id) as target_no
  from targets
),
anchors as (
  -- Where mentions may be 30 half-lives old, weights are relative to the aspect's newest one, so that none vanishes. Else there is no
  -- row, and the outer join costs nothing.
  select numbered_targets.target_no, mentions.aspect_id, max(mentions.reviewed_at) as anchor_at
  from numbered_targets
  join mentions on mentions.user_id = numbered_targets.user_id and mentions.reviewed_at < numbered_targets.target_at
  where epoch_us(numbered_targets.target_at) - (select epoch_us(min(reviewed_at)) from mentions) > 30 * 86.4e9 * $halfLifeDays
  group by numbered_targets.target_no, mentions.aspect_id
),
weighed as (
  select
    numbered_targets.target_no,
    mentions.aspect_id,
    mentions.reviewed_at,
    mentions.sentiment,
    anchors.anchor_at,
    -- 2^60 times the weight, rounded: sums of whole numbers are the same in any order.
    pow(
      2.0,
      60 - (epoch_us(coalesce(anchors.anchor_at, numbered_targets.target_at)) - epoch_us(mentions.reviewed_at))
        / (86.4e9 * $halfLifeDays)
    ) as weight
  from mentions
  join numbered_targets
    on numbered_targets.user_id = mentions.user_id and mentions.reviewed_at < numbered_targets.target_at
  left join anchors on anchors.target_no = numbered_targets.target_no and anchors.aspect_id = mentions.aspect_id
),
sums as (
  select
    target_no,
    aspect_id,
    count(*) as mentions,
    sum(weight::bigint) as part,
    sum((weight * sentiment)::bigint) as weighted_sentiment,
    max(reviewed_at) as newest_at,
    any_value(anchor_at) as anchor_at
  from weighed
  group by target_no, aspect_id
),
anchored as (
  select
    * replace (
      if(
        anchor_at is null,
        part,
        (part * pow(2.0, (epoch_us(anchor_at) - epoch_us(max(anchor_at) over target)) / (86.4e9 * $halfLifeDays)))::hugeint
      ) as part
    ),
    part / pow(2.0, 60) as relative_weight,
    weighted_sentiment::double / part::double as sentiment
  from sums
  window target as (partition by target_no)
)
select
  numbered_targets.dialog_id,
  numbered_targets.user_id,
  numbered_targets.target_at as as_of,
  anchored.aspect_id,
  anchored.mentions,
  relative_weight * coalesce(
    pow(2.0, (epoch_us(anchor_at) - epoch_us(target_at)) / (86.4e9 * $halfLifeDays)),
    1
  ) as weight,
  anchored.sentiment,
  part::double / (sum(part) over (partition by target_no))::double as share,
  anchored.newest_at
from anchored
join numbered_targets using (target_no)
order by target_no, aspect_id
