-- One dialog and its page: what is made of a page's dialogs is in memory together.
select dialog_id, ((row_number() over (order by dialog_id) - 1) // $dialogsPerPage)::integer as page
from targets
order by dialog_id
