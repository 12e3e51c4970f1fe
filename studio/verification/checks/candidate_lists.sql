-- A candidate list that holds the target not exactly once, or any item twice.
select
  records.dialog_id,
  -1 as turn,
  'the target stands on the list ' || count(*) filter (where listed_candidates.item_id = records.target.item_id) || ' times, '
    || count(*) filter (where listed_candidates.role = 'target') || ' items are marked as target, ' || count(listed_candidates.item_id)
    || ' items stand for ' || count(distinct listed_candidates.item_id) as detail
from records
left join listed_candidates on listed_candidates.dialog_id = records.dialog_id
group by records.dialog_id, records.target.item_id
having count(*) filter (where listed_candidates.item_id = records.target.item_id) <> 1
  or count(*) filter (where listed_candidates.role = 'target' and listed_candidates.item_id = records.target.item_id) <> 1
  or count(*) filter (where listed_candidates.role = 'target') <> 1
  or count(listed_candidates.item_id) <> count(distinct listed_candidates.item_id)
