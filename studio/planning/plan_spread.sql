-- One row: how much the plans differ, and how far the users' styles account for it. Input: table plan_outcomes.
with planned as (
  select
    dialog_id,
    path,
    turns,
    rejected,
    (style ->> '$.talkativeness')::double as talkativeness,
    (style ->> '$.decisiveness')::double as decisiveness,
    (style ->> '$.criticality')::double as criticality
  from plan_outcomes
  where reason is null
),
paths as (
  select path, count(*) as plans, count(*) / sum(count(*)) over () as share
  from planned
  group by path
),
entropy as (
  select count(*) as distinct_paths, coalesce(-sum(share * log2(share) order by path), 0) as bits
  from paths
)
select
  entropy.distinct_paths,
  entropy.bits as path_entropy_bits,
  -- 1: every path is as frequent as any other; a user's style and data make some likelier.
  if(entropy.distinct_paths > 1, entropy.bits / log2(entropy.distinct_paths), 0) as path_evenness,
  coalesce(avg(turns), 0) as mean_turns,
  round(coalesce(stddev_pop(turns order by dialog_id), 0), 4) as turns_spread,
  coalesce(avg(rejected), 0) as mean_rejected,
  round(coalesce(stddev_pop(rejected order by dialog_id), 0), 4) as rejected_spread,
  -- Pearson; 0 where one of the two does not vary.
  round(coalesce(nullif(corr(turns, talkativeness order by dialog_id), 'nan'::double), 0), 4) as turns_by_talkativeness,
  round(coalesce(nullif(corr(turns, decisiveness order by dialog_id), 'nan'::double), 0), 4) as turns_by_decisiveness,
  round(coalesce(nullif(corr(turns, criticality order by dialog_id), 'nan'::double), 0), 4) as turns_by_criticality,
  round(coalesce(nullif(corr(rejected, decisiveness order by dialog_id), 'nan'::double), 0), 4) as rejected_by_decisiveness,
  round(coalesce(nullif(corr(rejected, criticality order by dialog_id), 'nan'::double), 0), 4) as rejected_by_criticality
from entropy
left join planned on true
group by entropy.distinct_paths, entropy.bits
