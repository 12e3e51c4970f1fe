-- One row: one attempt at a turn of dialog `$dialogId` that the fidelity checks refused.
select turn, attempt, text, problems
from attempts
where dialog_id = $dialogId and not accepted
order by turn, attempt
