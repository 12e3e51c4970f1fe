-- One call of a judge to score a dialog: with an answer that can be read, another one, or none. Input: judge_calls, macro model_call_columns.
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
  unnest(model_call_columns("modelCall"))
from judge_calls
where "question".kind = 'judgement'
order by dialog_id, judge, repetition, asked, attempt, call
