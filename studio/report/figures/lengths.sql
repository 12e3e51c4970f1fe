-- accepted dialogs by their number of turns
select turns, count(*) as dialogs from dialogs where status = 'accepted' group by turns order by turns
