-- One target and aspect of its user's earlier mentions. Input: earlier_mentions. Values: $halfLifeDays, $from, $to (target numbers, the last
-- one not included).
with anchors as (
  -- Where mentions may be 30 half-lives old, weights are relative to the aspect's newest one, so that none vanishes. Else there is no row.
  select target_no, aspect_no, min(age_us) as anchor_age_us
  from earlier_mentions
  where
    target_no >= $from
    and target_no < $to
    and (select max(age_us) from earlier_mentions) > 30 * 86.4e9 * $halfLifeDays
  group by target_no, aspect_no
),
weighed as (
  select
    *,
    -- 2^60 times the weight, rounded: sums of whole numbers are the same in any order.
    pow(2.0, 60 - (age_us - coalesce(anchor_age_us, 0)) / (86.4e9 * $halfLifeDays)) as weight
  from earlier_mentions
  left join anchors using (target_no, aspect_no)
  where target_no >= $from and target_no < $to
),
sums as materialized (
  select
    target_no,
    aspect_no,
    count(*) as mentions,
    sum(weight::bigint) as part,
    sum((weight * (y / 1e6))::bigint) as weighted_sentiment,
    min(age_us) as newest_age_us,
    any_value(anchor_age_us) as anchor_age_us
  from weighed
  group by target_no, aspect_no
),
newest_anchors as (
  select target_no, min(anchor_age_us) as newest_anchor_us
  from sums
  where anchor_age_us is not null
  group by target_no
),
aligned as materialized (
  -- Relative to the target's newest anchor, where there are anchors.
  select
    sums.*,
    coalesce(
      (part * pow(2.0, (newest_anchor_us - anchor_age_us) / (86.4e9 * $halfLifeDays)))::hugeint,
      part
    ) as aligned_part
  from sums
  left join newest_anchors using (target_no)
),
totals as (
  select target_no, sum(aligned_part) as total
  from aligned
  group by target_no
)
select
  target_no,
  aspect_no,
  mentions,
  part / pow(2.0, 60) * coalesce(pow(2.0, -anchor_age_us / (86.4e9 * $halfLifeDays)), 1) as weight,
  weighted_sentiment::double / part::double as sentiment,
  aligned_part::double / total::double as share,
  newest_age_us
from aligned
join totals using (target_no)
order by target_no, aspect_no
