-- One aspect of a fork's temporal profile: its parent's.
select * replace ($dialogId as dialog_id) from profiles where dialog_id = $parentId order by aspect_id
