-- step: users with fewer than $minimum items leave the core
delete from core_pairs
where user_id in (select user_id from core_pairs group by user_id having count(*) < $minimum)
