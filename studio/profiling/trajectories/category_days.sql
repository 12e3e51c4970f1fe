-- One category, aspect and day with mentions: the sums of all mentions of that day and before. Input: voices, items, mention_days.
select category, aspect_id, day_no, sum(n) over up_to_then as n, sum(sum_y) over up_to_then as sum_y
from (
  select category, aspect_id, day_no, count(*) as n, sum((sentiment * 1e6)::integer)::bigint as sum_y
  from voices
  join items using (item_id)
  join mention_days on mention_days.day = voices.reviewed_at::date
  group by category, aspect_id, day_no
)
window up_to_then as (partition by category, aspect_id order by day_no rows unbounded preceding)
