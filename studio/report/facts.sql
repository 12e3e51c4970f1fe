-- One row: what a run holds, in numbers.
select
  (select count(*) from reviews) as reviews,
  (select count(distinct user_id) from reviews) as users,
  (select count(distinct item_id) from reviews) as items,
  (select count(*) from plans) as plans,
  count(*) filter (status = 'accepted') as accepted,
  count(*) filter (status = 'failed') as failed,
  coalesce(sum(turns) filter (status = 'accepted'), 0)::bigint as turns,
  (select count(*) from turn_evidence) as citations,
  string_agg(distinct realizer, ', ' order by realizer) as realizer,
  (select count(request_hash) from attempts) as calls,
  (select round(sum(cost_usd), 4) from attempts) as usd
from dialogs
