-- a turn of a dialog whose journal holds fewer answered attempts than its record counts, the first by dialog and turn
select turns.dialog_id as "dialogId", turns.turn
from turns
left join (
  select dialog_id, turn, count(*) as answered from attempts where failure is null group by all
) as made using (dialog_id, turn)
where coalesce(made.answered, 0) < turns.attempts
order by all
limit 1
