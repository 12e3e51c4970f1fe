-- One row: one line of a dialog in small letters, said or refused.
select dialog_id, lower(text) as line
from turns
union all
select dialog_id, lower(text)
from attempts
where not accepted
