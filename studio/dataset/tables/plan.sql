-- One dialog's plan: path, wishes, candidates with their claims, turns with their slots. Input: view dataset_records.
select unnest(plan)
from dataset_records
where split = $split
