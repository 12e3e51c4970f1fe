-- one step between the rows read and the dialogs accepted, in order; what a step loses has a reason
select place_row.step, place_row.rows, place_row.reason
from (
  select unnest(from_json($funnel, '[{"step": "varchar", "rows": "bigint", "reason": "varchar"}]')) as place_row
)
