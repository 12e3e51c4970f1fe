-- One item on a dialog's candidate list, with the turn that names it first (null: none does). Input: table records.
with named as (
  select dialog_id, turn.turn as turn, unnest(turn.named_item_ids) as item_id
  from (select dialog_id, unnest(turns) as turn from records)
)
select
  records.dialog_id,
  candidate.item_id as item_id,
  candidate.title as title,
  -- What people call it: the title up to its first separator.
  trim(regexp_extract(candidate.title, '^(.*?)(\s[-–—|]\s|[:,;(|\[]|$)', 1)) as short_title,
  candidate.role as role,
  (
    select min(named.turn)
    from named
    where named.dialog_id = records.dialog_id and named.item_id = candidate.item_id
  ) as first_named
from records, unnest(records.plan.candidates) as listed (candidate)
