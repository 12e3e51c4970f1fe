-- One row: the history of the last workflow of one of the dialogs `$dialogIds`, a JSON list.
select
  dialog_id as "dialogId",
  arg_max(history, (started_at, sha256)) as history,
  arg_max(sha256, (started_at, sha256)) as sha256,
  arg_max(filename, (started_at, sha256)) as file
from read_parquet($files, filename = true)
where list_contains(from_json($dialogIds::json, '["VARCHAR"]'), dialog_id)
group by dialog_id
