-- One row: one dialog that meets all of `$status`, `$outcome`, `$superNode`, `$problem`, `$item`, `$aspect` and `$text` that are not null, what went
-- wrong first, with how many there are. Those that have not begun are listed where `$status` asks for them.
with listed as (
  select
    planned.*,
    coalesce(begun.status, 'planned') as status,
    begun.reason,
    coalesce(begun.turns, 0) as turns,
    coalesce(begun.refused, 0) as refused,
    coalesce(begun.checks, []) as checks,
    coalesce(begun.aspect_ids, []) as aspect_ids
  from planned
  left join begun on begun.dialog_id = planned.dialog_id
)
select
  dialog_id as "dialogId",
  status,
  outcome,
  reason,
  title,
  user_id as "userId",
  target_at as "asOf",
  split,
  turns,
  refused,
  list_sort(checks) as checks,
  count(*) over () as matched
from listed
where
  if($status::varchar is null, status <> 'planned', status = $status)
  and ($outcome::varchar is null or outcome = $outcome)
  and ($superNode::varchar is null or list_contains(path, $superNode))
  and ($problem::varchar is null or list_contains(checks, $problem))
  and ($aspect::varchar is null or list_contains(aspect_ids, $aspect))
  and ($item::varchar is null or len(list_filter(item_names, lambda name: contains(name, lower($item)))) > 0)
  and (
    $text::varchar is null
    or starts_with(dialog_id, $text)
    or user_id = $text
    or dialog_id in (select lines.dialog_id from lines where contains(lines.line, lower($text)))
  )
order by case status when 'failed' then 0 when 'planned' then 2 else 1 end, refused desc, dialog_id
limit $limit offset $offset
