-- One row: the accepted dialog whose number of turns is nearest to the median.
select dialog_id as "dialogId"
from dialogs
where status = 'accepted'
order by abs(turns - (select median(turns) from dialogs where status = 'accepted')), dialog_id
limit 1
