-- One row: how many of a run's dialogs have ended, by the file that each one leaves.
select
  count(*) filter (status = 'accepted') as accepted,
  count(*) filter (status = 'failed') as failed
from (select "dialogId" as dialog_id, status from ended_dialogs)
semi join plans using (dialog_id)
