-- One row: how much the plans differ. Input: table plan_outcomes.
with paths as (
  select path, count(*) as plans, count(*) / sum(count(*)) over () as share
  from plan_outcomes
  where plan is not null
  group by path
)
select
  (select count(*) from paths) as distinct_paths,
  (select coalesce(-sum(share * log2(share) order by path), 0) from paths) as path_entropy_bits,
  avg(turns) as mean_turns,
  avg(rejected) as mean_rejected
from plan_outcomes
where plan is not null
