-- One dialog, accepted or failed, in figures; null: nothing to measure. Input: dialogs, attempts, tables checked_dialogs and dialog_texts.
with first_attempts as (
  select dialog_id, count(*) as first_attempts, count(*) filter (accepted) as passed_first_attempts
  from attempts
  where attempt = 0 and failure is null
  group by dialog_id
)
select
  dialogs.dialog_id,
  dialogs.split,
  dialogs.status,
  dialogs.realizer,
  dialogs.path,
  dialogs.turns,
  dialog_texts.words,
  dialog_texts.words / nullif(dialogs.turns, 0) as words_per_turn,
  dialog_texts.distinct_1,
  dialog_texts.distinct_2,
  dialog_texts.distinct_3,
  dialog_texts.distinct_4,
  dialog_texts.self_bleu_4,
  checked_dialogs.planned_turns,
  checked_dialogs.conforming_turns,
  checked_dialogs.conforming_turns / checked_dialogs.planned_turns as plan_conformance,
  checked_dialogs.claiming_turns,
  checked_dialogs.grounded_turns,
  checked_dialogs.grounded_turns / nullif(checked_dialogs.claiming_turns, 0) as grounding_rate,
  checked_dialogs.leaking_turns,
  coalesce(first_attempts.first_attempts, 0) as first_attempts,
  coalesce(first_attempts.passed_first_attempts, 0) as passed_first_attempts,
  first_attempts.passed_first_attempts / nullif(first_attempts.first_attempts, 0) as first_attempt_pass_rate
from dialogs
left join dialog_texts on dialog_texts.dialog_id = dialogs.dialog_id
left join checked_dialogs on checked_dialogs.dialog_id = dialogs.dialog_id
left join first_attempts on first_attempts.dialog_id = dialogs.dialog_id
order by dialogs.dialog_id
