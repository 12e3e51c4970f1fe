-- One row: one accepted dialog.
select dialog_id as "dialogId"
from dialogs
where status = 'accepted'
order by dialog_id
