-- One model call, for a turn or of a judge: the columns that relations have of it, as a struct to unnest into columns; all null where no model was called.
create or replace temp macro model_call_columns(model_call) as {
  'request_hash': model_call."requestHash",
  'parameters': to_json(model_call.parameters)::varchar,
  'answer': model_call.answer,
  'finish_reason': model_call."finishReason",
  'prompt_tokens': model_call."promptTokens",
  'cached_tokens': model_call."cachedTokens",
  'completion_tokens': model_call."completionTokens",
  'cost_usd': model_call."costUsd",
  'latency_ms': model_call."latencyMs",
  'failure': model_call.failure."name",
  'status': model_call.failure.status
};
