-- one count of users, targets or dialogs that the run has or lost, with the reason of those it lost
select 'core users' as kind, null as reason, count(distinct user_id) as rows from reviews where in_core
union all
select 'ineligible', reason, count(*) from ineligible_users group by reason
union all
select 'targets', null, count(*) from targets
union all
select 'planned', null, count(*) from plans
union all
select 'unplanned', reason, count(*) from unplanned_targets group by reason
union all
select 'accepted', null, count(*) from dialogs where status = 'accepted'
union all
select 'failed', coalesce(split_part(reason, ':', 1), 'unknown'), count(*) from dialogs where status = 'failed' group by all
order by kind, rows desc, reason
