-- one row: users and items of the core, and the users who reviewed an item of it that has a title
select
  count(distinct user_id) as users,
  count(distinct user_id) filter (item_id in (select item_id from staged_items where reason is null and title is not null)) as titled_users,
  count(distinct item_id) as items
from core_pairs
