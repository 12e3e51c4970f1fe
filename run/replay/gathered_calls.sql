-- One row: one model call of one of the dialogs `$dialogIds`, a JSON list, as it was gathered.
select dialog_id as "dialogId", turn, attempt, call, realizer, request_hash as "requestHash"
from attempts
where dialog_id in (select unnest(from_json($dialogIds::json, '["VARCHAR"]')))
order by all
