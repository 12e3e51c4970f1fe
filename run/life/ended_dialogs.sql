-- One row: how many of the run's planned dialogs among `$ended` (JSON) have ended how.
select
  count(*) filter (status = 'accepted') as accepted,
  count(*) filter (status = 'failed') as failed
from (select unnest(from_json($ended::json, '[{"dialog_id": "VARCHAR", "status": "VARCHAR"}]'), max_depth := 2))
semi join plans using (dialog_id)
