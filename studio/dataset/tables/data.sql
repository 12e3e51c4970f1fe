-- One accepted dialog of $split as a model is trained on it: what was said, how it ended, for which item. Input: view dataset_records.
select
  dialog_id,
  user_id,
  $published as split,
  as_of,
  outcome,
  outcome_reason,
  realizer,
  target,
  messages
from dataset_records
where split = $split
