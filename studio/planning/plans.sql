-- One dialog plan of a page. Input: table page_outcomes.
select
  targets.dialog_id,
  targets.user_id,
  targets.item_id,
  targets.target_at as as_of,
  string_split(page_outcomes.path, ' ') as path,
  page_outcomes.turns,
  page_outcomes.rejected,
  page_outcomes.outcome,
  page_outcomes.plan
from page_outcomes
join targets on targets.dialog_id = page_outcomes.dialog_id
where page_outcomes.plan is not null
order by targets.dialog_id
