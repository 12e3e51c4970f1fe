-- How the plans of more and less decided users differ: turns, refusals, questions, and how many paths there are.
with planned as (
  select
    dialog_id,
    path,
    turns,
    rejected,
    len(list_filter(path, lambda node: node = 'AskAbout')) as questions,
    len(list_filter(path, lambda node: node = 'Clarify')) as details,
    round((plan::json ->> '$.style.decisiveness')::double, 3) as decisiveness,
    round((plan::json ->> '$.style.criticality')::double, 3) as criticality
  from plans
),
thirds as (
  select *, ntile(3) over (order by decisiveness, dialog_id) as third
  from planned
)
select
  ['exploring', 'between', 'decided'][third] as users,
  count(*) as plans,
  min(decisiveness) as decisiveness_from,
  max(decisiveness) as decisiveness_to,
  round(avg(turns), 2) as turns_a_dialog,
  round(avg(rejected), 2) as rejected_a_dialog,
  round(avg(questions), 2) as questions_a_dialog,
  round(avg(details), 2) as details_a_dialog,
  count(distinct path) as distinct_paths
from thirds
group by third
order by third
