-- One row: one aspect of the temporal profile behind dialog `$dialogId`.
select
  profiles.aspect_id as "aspectId",
  coalesce(aspects.label, profiles.aspect_id) as label,
  profiles.mentions,
  profiles.sentiment,
  profiles.share
from profiles
left join aspects on aspects.aspect_id = profiles.aspect_id
where profiles.dialog_id = $dialogId
order by profiles.share desc, profiles.aspect_id
