-- One row: the run's model calls in sum. Costs are added as whole nano-dollars, which gives the same sum in any order.
select
  count(request_hash) as calls,
  count(request_hash) filter (failure is null) as answers,
  count(request_hash) filter (failure is null and attempt > 0) as repairs,
  coalesce(sum(prompt_tokens), 0)::bigint as "promptTokens",
  coalesce(sum(completion_tokens), 0)::bigint as "completionTokens",
  if(
    count(*) filter (failure is null and cost_usd is null) > 0,
    null,
    sum(round(cost_usd * 1e9)::bigint)::double / 1e9
  ) as "costUsd"
from attempts
