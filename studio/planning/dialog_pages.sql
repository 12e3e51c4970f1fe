-- One dialog and the page it is planned on: a page's packets are in memory together.
select dialog_id, ((row_number() over (order by dialog_id) - 1) // $dialogsPerPage)::integer as page
from targets
order by dialog_id
