-- one row: users and items of the core
select count(distinct user_id) as users, count(distinct item_id) as items from core_pairs
