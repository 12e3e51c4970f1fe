-- One dialog of the dataset by what the checks of studio/verification, which share nothing with what made it, find. Input: tables records, cited_mentions, offences.
with planned as (
  select dialog_id, len(plan.turns) as planned_turns
  from records
),
claiming as (
  -- A claim without any evidence is no citation, but an offence.
  select dialog_id, turn from cited_mentions
  union
  select dialog_id, turn from offences where "check" = 'unbacked_claims'
),
claims as (
  select
    claiming.dialog_id,
    count(*) as claiming_turns,
    count(*) filter (exists (
      select 1
      from offences
      where offences.dialog_id = claiming.dialog_id
        and offences.turn = claiming.turn
        and offences."check" in ('unbacked_claims', 'contradicted_claims', 'lost_evidence', 'late_evidence')
    )) as ungrounded_turns
  from claiming
  group by claiming.dialog_id
),
faults as (
  select
    dialog_id,
    count(distinct turn) filter ("check" = 'broken_paths' and turn >= 0) as broken_turns,
    count(distinct turn) filter ("check" = 'early_titles') as leaking_turns
  from offences
  group by dialog_id
)
select
  planned.dialog_id,
  planned.planned_turns,
  -- A turn that nobody planned is one more fault, not less than nothing kept.
  greatest(0, planned.planned_turns - coalesce(faults.broken_turns, 0)) as conforming_turns,
  coalesce(claims.claiming_turns, 0) as claiming_turns,
  coalesce(claims.claiming_turns - claims.ungrounded_turns, 0) as grounded_turns,
  coalesce(faults.leaking_turns, 0) as leaking_turns
from planned
left join claims on claims.dialog_id = planned.dialog_id
left join faults on faults.dialog_id = planned.dialog_id
