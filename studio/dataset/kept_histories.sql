-- One workflow history of a dialog of the plan that ended.
select
  dialog_id,
  sha256,
  (history ->> '$.events[0].eventTime')::timestamptz::timestamp as started_at,
  history
from fetched_histories
order by dialog_id
