-- One row: one dialog of `$dialogs` (JSON) in the columns of begun_dialogs.
select unnest(from_json($dialogs, '[{
  "dialog_id": "VARCHAR",
  "status": "VARCHAR",
  "reason": "VARCHAR",
  "turns": "BIGINT",
  "aspect_ids": ["VARCHAR"],
  "refused": "BIGINT",
  "checks": ["VARCHAR"]
}]'), max_depth := 2)
