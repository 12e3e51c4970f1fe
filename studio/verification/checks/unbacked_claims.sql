-- What the system claims of an item without a cited mention of the same polarity, of that item, in a review before the target's; mixed needs one of each.
with claims as (
  select dialog_id, target.review_id as target_review_id, step.turn as turn,
    generate_subscripts(step.slots.claims, 1) as claim_no, unnest(step.slots.claims) as claim
  from (select *, unnest(plan.turns) as step from records)
),
backing as (
  select
    cited_mentions.dialog_id,
    cited_mentions.turn,
    cited_mentions.claim_no,
    cited_mentions.item_id,
    count(*) filter (where cited_mentions.sentiment > 0) as positive,
    count(*) filter (where cited_mentions.sentiment < 0) as negative
  from cited_mentions
  join reviews on reviews.review_id = cited_mentions.review_id and reviews.item_id = cited_mentions.item_id
  join reviews as target on target.review_id = cited_mentions.target_review_id and reviews.reviewed_at < target.reviewed_at
  where cited_mentions.claim_no is not null
  group by all
)
select
  claims.dialog_id,
  claims.turn,
  claims.claim.polarity || ' claim on "' || claims.claim.label || '": ' || coalesce(backing.positive, 0) || ' earlier mentions for, '
    || coalesce(backing.negative, 0) || ' against' as detail
from claims
left join backing
  on backing.dialog_id = claims.dialog_id and backing.turn = claims.turn and backing.claim_no = claims.claim_no
  and backing.item_id = claims.claim.item_id
where not case claims.claim.polarity
  when 'positive' then coalesce(backing.positive, 0) > 0
  when 'negative' then coalesce(backing.negative, 0) > 0
  when 'mixed' then coalesce(least(backing.positive, backing.negative), 0) > 0
  else false
end
