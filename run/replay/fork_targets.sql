-- The target of a fork: its parent's.
select * replace ($dialogId as dialog_id) from targets where dialog_id = $parentId
