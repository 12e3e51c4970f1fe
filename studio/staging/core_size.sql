-- one row: users and items of the core, and the users of whom a review of a core item can become a dialog
select
  count(distinct user_id) as users,
  count(distinct user_id) filter ((user_id, item_id) in (select (user_id, item_id) from target_pairs)) as eligible_users,
  count(distinct item_id) as items
from core_pairs
