-- One row: one value that dialogs can be filtered by, and how many have it.
with listed as (
  select planned.outcome, planned.path, coalesce(begun.status, 'planned') as status, begun.checks, begun.aspect_ids
  from planned
  left join begun on begun.dialog_id = planned.dialog_id
),
begun_only as (select * from listed where status <> 'planned'),
valued as (
  select 'status' as facet, status as value from listed
  union all
  select 'outcome', outcome from begun_only
  union all
  select 'superNode', unnest(list_distinct(path)) from begun_only
  union all
  select 'problem', unnest(checks) from begun_only
  union all
  select 'aspect', unnest(aspect_ids) from begun_only
)
select valued.facet, valued.value, coalesce(labels.label, valued.value) as label, count(*) as dialogs
from valued
left join labels on valued.facet = 'aspect' and labels.aspect_id = valued.value
group by all
order by facet, dialogs desc, value
