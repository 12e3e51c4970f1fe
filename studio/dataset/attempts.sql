-- One model call for a turn: accepted, refused by a check, or without an answer.
select
  regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1) as dialog_id,
  turn,
  attempt,
  call,
  accepted,
  text,
  if(
    "modelCall".failure is null,
    list_transform(problems, lambda problem: problem."check" || ': ' || problem.detail),
    ["modelCall".failure."name" || ': ' || "modelCall".failure.message]
  ) as problems,
  realizer,
  -- Every call for a turn sees what its first one saw, which alone holds it in the journal.
  first_value(context ignore nulls) over (partition by filename, turn order by attempt, call) as context,
  "modelCall"."requestHash" as request_hash,
  to_json("modelCall".parameters)::varchar as parameters,
  "modelCall".answer as answer,
  "modelCall"."finishReason" as finish_reason,
  "modelCall"."promptTokens" as prompt_tokens,
  "modelCall"."cachedTokens" as cached_tokens,
  "modelCall"."completionTokens" as completion_tokens,
  "modelCall"."costUsd" as cost_usd,
  "modelCall"."latencyMs" as latency_ms,
  "modelCall".failure."name" as failure,
  "modelCall".failure.status as status
from attempt_files
semi join plans on plans.dialog_id = regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1)
order by dialog_id, turn, attempt, call
