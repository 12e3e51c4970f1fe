-- accepted dialogs by the year of their target review, by split
select year(target_at) as year, split, count(*) as dialogs from dialogs where status = 'accepted' group by all order by year, split
