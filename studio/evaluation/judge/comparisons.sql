-- One call of a judge to compare a dialog with another run's of the same id: which is better, 'this', 'other' or 'tie', whatever the order they were shown in. Input: judge_calls, macro model_call_columns.
with unswapped as (
  select
    *,
    if("question"."isSwapped", {'A': 'other', 'B': 'this', 'tie': 'tie'}, {'A': 'this', 'B': 'other', 'tie': 'tie'}) as names
  from judge_calls
  where "question".kind = 'comparison'
)
select
  dialog_id,
  "question"."against" as against_run,
  "question".repetition as repetition,
  "question"."isSwapped" as is_swapped,
  attempt,
  call,
  judge,
  asked,
  is_current,
  case comparison.naturalness.better when 'A' then names.A when 'B' then names.B else comparison.naturalness.better end as naturalness,
  case comparison.coherence.better when 'A' then names.A when 'B' then names.B else comparison.coherence.better end as coherence,
  case comparison.grounding.better when 'A' then names.A when 'B' then names.B else comparison.grounding.better end as grounding,
  comparison.naturalness.reason as naturalness_reason,
  comparison.coherence.reason as coherence_reason,
  comparison.grounding.reason as grounding_reason,
  unnest(model_call_columns("modelCall"))
from unswapped
order by dialog_id, judge, against_run, repetition, is_swapped, asked, attempt, call
