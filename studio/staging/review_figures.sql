-- one row: sizes of the canonical reviews, before sparse users and items are set aside
select
  count(*) as reviews,
  count(distinct user_id) as users,
  count(distinct item_id) as items,
  count(*) filter (where trim(text) = '') as reviews_without_text,
  count(*) filter (where (user_id, item_id) in (select (user_id, item_id) from core_pairs)) as core_reviews
from staged_reviews
where reason is null
