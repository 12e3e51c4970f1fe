-- One turn of a dialog; `masked` is its text without the titles, whole or up to their first separator, that the system named before or names now;
-- `own_text` is the text without what it repeats word for word of the plan's quotes and memories, which is no statement of the speaker's; `own_masked`
-- is that without titles. Input: tables records, listed_candidates.
with turns as (
  select dialog_id, unnest(turns) as turn
  from records
),
names as (
  select dialog_id, first_named, unnest(list_distinct([title, short_title])) as name
  from listed_candidates
),
stripped as (
  select
    dialog_id,
    list_transform(
      list_distinct(list_concat(
        flatten([flatten([claim.quotes for claim in candidate.claims]) for candidate in plan.candidates]),
        flatten([candidate.remarks for candidate in plan.candidates]),
        plan.memories
      )),
      -- As a line holds it (studio/fidelity/without-quotations.ts).
      lambda clause: regexp_replace(regexp_replace(clause."text", '["“”«»]', '''', 'g'), '[\s.,;:…!?-]+$', '')
    ) as clauses
  from records
),
quotations as (
  select
    dialog_id,
    -- The longest first: one clause may be the beginning of another.
    list_select(clauses, list_grade_up([{'shortness': -length(clause), 'clause': clause} for clause in clauses])) as clauses
  from stripped
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
  *,
  list_reduce(list_prepend("text", titles), lambda masked, title: replace(masked, title, ' ¶ ')) as masked,
  list_reduce(list_prepend(own_text, titles), lambda masked, title: replace(masked, title, ' ¶ ')) as own_masked
from (
  select
    turns.dialog_id,
    turns.turn.turn as turn,
    turns.turn.text as "text",
    list_reduce(
      list_prepend(turns.turn.text, coalesce(list_filter(quotations.clauses, lambda clause: clause like '% % %'), [])),
      -- A clause that a line begins with has a capital there.
      lambda masked, clause: replace(
        replace(masked, clause, ' ¶ '), if(starts_with(clause, 'I '), clause, lower(clause[1]) || clause[2:]), ' ¶ '
      )
    ) as own_text,
    coalesce(known_titles.titles, []) as titles
  from turns
  left join quotations on quotations.dialog_id = turns.dialog_id
  left join known_titles on known_titles.dialog_id = turns.dialog_id and known_titles.turn = turns.turn.turn
)
