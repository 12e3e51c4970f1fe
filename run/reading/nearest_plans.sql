-- One row: one dialog id near to `$wanted`; ids are hashes, so the longest common beginning counts first.
select dialog_id as "dialogId"
from plans
order by
  list_max([n for n in range(0, length(dialog_id) + 1) if left(dialog_id, n) = left($wanted, n)]) desc,
  levenshtein(dialog_id, left($wanted, 100)),
  dialog_id
limit 3
