-- One turn before the cut of its dialog. Input: table recommended_dialogs, relations turns, turn_evidence.
select
  turns.dialog_id,
  turns.speaker,
  turns.text,
  exists (
    select 1
    from turn_evidence
    where turn_evidence.dialog_id = turns.dialog_id and turn_evidence.turn = turns.turn
  ) as has_evidence,
  turns.named_item_ids
from turns
join recommended_dialogs
  on recommended_dialogs.dialog_id = turns.dialog_id
  and turns.turn < recommended_dialogs.first_named
order by turns.dialog_id, turns.turn
