-- One row: one accepted turn of dialog `$dialogId`.
select turn, speaker, super_node as "superNode", act, text, attempts, named_item_ids as "namedItemIds", cites
from turns
where dialog_id = $dialogId
order by turn
