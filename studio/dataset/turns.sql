-- One accepted turn of a dialog.
select
  spoken.dialog_id,
  spoken.turn.turn as turn,
  spoken.turn.speaker as speaker,
  spoken.turn."superNode" as super_node,
  spoken.turn.act as act,
  spoken.turn."text" as text,
  spoken.turn.attempts as attempts,
  spoken.turn."namedItemIds" as named_item_ids,
  coalesce(spoken.turn.cites, []) as cites
from (select "dialogId" as dialog_id, unnest(turns) as turn from dialog_files) spoken
join plans on plans.dialog_id = spoken.dialog_id
order by all
