-- One target with a number in the order of the dialog ids.
select dialog_id, user_id, target_at, (row_number() over (order by dialog_id) - 1)::integer as target_no
from targets
