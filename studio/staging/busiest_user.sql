-- one row: how many different items the most active user reviewed
select coalesce(max(items), 0) as items
from (select count(*) as items from user_item_pairs group by user_id)
