-- One aspect mention cited by one accepted turn.
select
  cited.dialog_id,
  cited.turn,
  cited.evidence.side as side,
  cited.evidence."reviewId" as review_id,
  cited.evidence."itemId" as item_id,
  cited.evidence."aspectId" as aspect_id,
  cited.evidence.month as month,
  cited.evidence."reviewedAt"::timestamptz at time zone 'UTC' as reviewed_at,
  cited.evidence."charStart" as char_start,
  cited.evidence."charEnd" as char_end,
  cited.evidence.sentiment as sentiment
from (
  select spoken.dialog_id, spoken.turn.turn as turn, unnest(spoken.turn.evidence) as evidence
  from (select "dialogId" as dialog_id, unnest(turns) as turn from dialog_files) spoken
) cited
join plans on plans.dialog_id = cited.dialog_id
order by all
