-- One turn: what it is in the plan's words, and the mentions that it rests on. Input: view dataset_records.
select dialog_id, unnest(turn)
from (
  select dialog_id, unnest(turns) as turn
  from dataset_records
  where split = $split
)
