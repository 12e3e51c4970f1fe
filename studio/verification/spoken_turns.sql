-- One turn of a dialog; `masked` is its text without the titles, whole or up to their first separator, that the system named before or names now.
-- Input: tables records, listed_candidates.
with turns as (
  select dialog_id, unnest(turns) as turn
  from records
),
names as (
  select dialog_id, first_named, unnest(list_distinct([title, short_title])) as name
  from listed_candidates
),
known_titles as (
  select
    turns.dialog_id,
    turns.turn.turn as turn,
    -- The longest first: one item's title may stand inside another's.
    list(names.name order by length(names.name) desc, names.name) as titles
  from turns
  join names on names.dialog_id = turns.dialog_id and names.first_named <= turns.turn.turn
  where names.name <> ''
  group by all
)
select
  turns.dialog_id,
  turns.turn.turn as turn,
  turns.turn.text as text,
  list_reduce(
    list_prepend(turns.turn.text, coalesce(known_titles.titles, [])),
    lambda masked, title: replace(masked, title, ' ¶ ')
  ) as masked
from turns
left join known_titles on known_titles.dialog_id = turns.dialog_id and known_titles.turn = turns.turn.turn
