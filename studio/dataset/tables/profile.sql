-- One dialog's user as of then: aspect preferences, and the reviews written before. Input: view dataset_records.
select dialog_id, user_id, as_of, profile as aspects, history
from dataset_records
where split = $split
