-- One item that a dialog's target is ranked with, the target among them. (The full ranking has all items; it is not listed.)
select
  protocol,
  "dialogId" as dialog_id,
  unnest("itemIds") as item_id,
  -- A list starts with its target.
  item_id = "itemIds"[1] as is_target
from rows_of
order by all
