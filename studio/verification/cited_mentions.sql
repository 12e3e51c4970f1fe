-- One citation: a turn's evidence, or the evidence of a claim the system makes in a turn (claim_no from 1; null for the turn's own). Input: table records.
with turn_evidence as (
  select dialog_id, as_of, user_id, target.review_id as target_review_id, turn.turn as turn, unnest(turn.evidence) as evidence
  from (select * exclude (turns), unnest(turns) as turn from records)
),
claims as (
  select dialog_id, as_of, user_id, target.review_id as target_review_id, step.turn as turn,
    generate_subscripts(step.slots.claims, 1) as claim_no, unnest(step.slots.claims) as claim
  from (select *, unnest(plan.turns) as step from records)
)
select dialog_id, as_of, user_id, target_review_id, turn, null::bigint as claim_no, evidence.side as side,
  evidence.review_id as review_id, evidence.item_id as item_id, evidence.reviewed_at as reviewed_at,
  evidence.char_start as char_start, evidence.char_end as char_end, evidence.sentiment as sentiment
from turn_evidence
union all by name
select dialog_id, as_of, user_id, target_review_id, turn, claim_no, 'community' as side,
  mention.review_id as review_id, mention.item_id as item_id, mention.reviewed_at as reviewed_at,
  mention.char_start as char_start, mention.char_end as char_end, mention.sentiment as sentiment
from claims, unnest(claims.claim.evidence) as held (mention)
