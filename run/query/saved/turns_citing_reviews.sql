-- Which turn cites which review, with the words it cites.
select
  turn_evidence.dialog_id,
  turn_evidence.turn,
  turns.super_node,
  turn_evidence.side,
  aspects.label as aspect,
  strftime(turn_evidence.month, '%Y-%m') as month,
  turn_evidence.review_id,
  substring(
    reviews.text, turn_evidence.char_start + 1, turn_evidence.char_end - turn_evidence.char_start
  ) as cited,
  round(turn_evidence.sentiment, 2) as sentiment
from turn_evidence
join turns on turns.dialog_id = turn_evidence.dialog_id and turns.turn = turn_evidence.turn
join reviews on reviews.review_id = turn_evidence.review_id
left join aspects on aspects.aspect_id = turn_evidence.aspect_id
order by turn_evidence.dialog_id, turn_evidence.turn, turn_evidence.review_id, turn_evidence.char_start, turn_evidence.side
