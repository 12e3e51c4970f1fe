-- A title, or the name before its first separator, in a turn before the system names the item.
with names as (
  select dialog_id, role, first_named, unnest(list_distinct([title, short_title])) as name
  from listed_candidates
)
select
  spoken_turns.dialog_id,
  spoken_turns.turn,
  'the ' || names.role || ' "' || names.name || '" before turn ' || coalesce(names.first_named::varchar, '(never named)') as detail
from spoken_turns
join names on names.dialog_id = spoken_turns.dialog_id
where spoken_turns.turn < coalesce(names.first_named, 1000)
  and trim(keep(names.name)) <> ''
  and case
    -- Two words and more are read as a name in small letters too; one word, or a short one, only where it is written as a name.
    when trim(fold(names.name)) like '% %' and length(names.name) >= 8
      then contains(fold(spoken_turns.masked), fold(names.name))
    else regexp_matches(spoken_turns.masked, '[^.!?…:¶\s"“]["“]?\s+' || regexp_escape(names.name) || '([^\p{L}\p{N}]|$)')
      and regexp_matches(names.name, '\p{Lu}')
  end
