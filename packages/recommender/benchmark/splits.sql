-- One dialog in one way of splitting: by time with no user in two splits, or 70/15/15 of the dialogs at random.
select scheme, "dialogId" as dialog_id, split
from rows_of
order by all
