-- one accepted dialog with what was said, in order
select dialog_id, split, outcome, item_id, list_select(list({'speaker': speaker, 'text': text}), list_grade_up(list(turns.turn))) as said
from dialogs join turns using (dialog_id)
where status = 'accepted'
group by all
order by dialog_id
