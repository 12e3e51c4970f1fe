-- How many dialogs, by split and status, with their turns and the model calls they took.
select
  split,
  status,
  count(*) as dialogs,
  round(avg(turns), 1) as turns_per_dialog,
  sum(attempts) as attempts
from dialogs
group by split, status
order by array_position(['train', 'valid', 'test'], split), status
