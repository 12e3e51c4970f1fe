-- One model call for a turn, accepted or not.
select
  regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1) as dialog_id,
  turn,
  attempt,
  accepted,
  text,
  list_transform(problems, lambda problem: problem."check" || ': ' || problem.detail) as problems,
  realizer,
  context,
  "promptTokens" as prompt_tokens,
  "completionTokens" as completion_tokens,
  "latencyMs" as latency_ms
from attempt_files
semi join plans on plans.dialog_id = regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1)
order by dialog_id, turn, attempt
