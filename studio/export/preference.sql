-- one attempt that the checks refused, beside the one accepted for the same turn, with what was said before and why it was refused
select
  attempts.dialog_id,
  dialogs.split,
  attempts.turn,
  attempts.attempt,
  turns.speaker,
  turns.text as chosen,
  attempts.text as rejected,
  attempts.problems as reasons,
  coalesce(
    (
      select list_select(list({'speaker': earlier.speaker, 'text': earlier.text}), list_grade_up(list(earlier.turn)))
      from turns as earlier
      where earlier.dialog_id = attempts.dialog_id and earlier.turn < attempts.turn
    ),
    []
  ) as said
from attempts
join turns using (dialog_id, turn)
join dialogs using (dialog_id)
where not attempts.accepted and attempts.failure is null and attempts.text <> '' and attempts.text <> turns.text
order by attempts.dialog_id, attempts.turn, attempts.attempt
