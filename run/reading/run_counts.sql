-- One row: one count of a run, e.g. rows rejected for one reason.
select kind, reason, n
from (
  select 'accepted' as kind, null as reason, count(*) as n from dialogs where status = 'accepted'
  union all
  select
    'failed',
    -- Told apart, since a setting mends it.
    coalesce(split_part(reason, ':', 1) || case when regexp_matches(reason, '^FidelityExhausted: .*\btoken-limit\b') then ' by token-limit' else '' end, 'unknown'),
    count(*) from dialogs where status = 'failed' group by all
  union all
  select 'unplanned', reason, count(*) from unplanned_targets group by all
  union all
  select 'ineligible', reason, count(*) from ineligible_users group by all
  union all
  select 'rejected', reason, count(*) from rejected_rows group by all
)
order by array_position(['accepted', 'failed', 'unplanned', 'ineligible', 'rejected'], kind), n desc, reason
