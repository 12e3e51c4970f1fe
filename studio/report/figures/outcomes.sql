-- how accepted dialogs end, by split
select outcome, split, count(*) as dialogs from dialogs where status = 'accepted' group by outcome, split order by sum(count(*)) over (partition by outcome) desc, outcome, split
