-- One call of a judge to score a dialog: with an answer that can be read, another one, or none. Input: table judge_calls.
select
  dialog_id,
  "question".repetition as repetition,
  attempt,
  call,
  judge,
  asked,
  is_current,
  judgement.naturalness.score as naturalness,
  judgement.coherence.score as coherence,
  judgement.grounding.score as grounding,
  judgement.naturalness.reason as naturalness_reason,
  judgement.coherence.reason as coherence_reason,
  judgement.grounding.reason as grounding_reason,
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
from judge_calls
where "question".kind = 'judgement'
order by dialog_id, judge, repetition, asked, attempt, call
