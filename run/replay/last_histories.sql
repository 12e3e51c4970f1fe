-- One row: the history of the last workflow of one of the dialogs `$dialogIds`, a JSON list.
select dialog_id as "dialogId", arg_max(history, (started_at, sha256)) as history
from read_parquet($files)
where list_contains(from_json($dialogIds::json, '["VARCHAR"]'), dialog_id)
group by dialog_id
