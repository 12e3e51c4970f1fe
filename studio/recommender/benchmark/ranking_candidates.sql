-- One item that a dialog's target is ranked with, the target among them. (The full ranking has all items; it is not listed.)
select protocol, "dialogId" as dialog_id, "itemId" as item_id, "isTarget" as is_target
from rows_of
order by all
