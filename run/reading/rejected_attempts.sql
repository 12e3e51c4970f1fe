-- One row: one model call for a turn of dialog `$dialogId` that the fidelity checks refused or that brought no answer.
select turn, attempt, text, problems
from attempts
where dialog_id = $dialogId and not accepted
order by turn, attempt
