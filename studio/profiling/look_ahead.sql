-- One piece of evidence dated at or after its dialog's target, or of no known review. A sound run has none: this query returns no row.
with evidence as (
  select 'turn_evidence' as relation, dialog_id, review_id, reviewed_at
  from turn_evidence
  union all
  select 'profiles', dialog_id, null, newest_at
  from profiles
  union all
  select 'trajectories_as_of', dialog_id, mention.review_id, mention.reviewed_at
  from (select dialog_id, unnest(evidence) as mention from trajectories_as_of)
  union all
  select 'plans', dialog_id, unnest((plan ->> '$.candidates[*].claims[*].quotes[*].reviewId') || (plan ->> '$.candidates[*].remarks[*].reviewId') || (plan ->> '$.memories[*].reviewId')), null
  from plans
)
select
  evidence.relation,
  evidence.dialog_id,
  evidence.review_id,
  coalesce(reviews.reviewed_at, evidence.reviewed_at) as reviewed_at,
  targets.target_at
from evidence
left join targets on targets.dialog_id = evidence.dialog_id
left join reviews on reviews.review_id = evidence.review_id
where
  targets.target_at is null
  or (evidence.review_id is not null and reviews.reviewed_at is null)
  or reviews.reviewed_at >= targets.target_at
  or evidence.reviewed_at >= targets.target_at
order by evidence.relation, evidence.dialog_id, evidence.review_id
