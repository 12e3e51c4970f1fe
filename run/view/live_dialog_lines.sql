-- One row: one line of a dialog of `$dialogs` (JSON) in the columns of dialog_lines.
select dialog_id, lower(unnest(lines)) as line
from (
  select unnest(from_json($dialogs, '[{"dialog_id": "VARCHAR", "lines": ["VARCHAR"]}]'), max_depth := 2)
)
