-- One item that is ranked: some review of it is in the core. Input: relations reviews, items.
select
  items.item_id,
  coalesce(items.title, '') as title,
  items.category,
  epoch_ms(min(reviews.reviewed_at)) as first_at_ms
from items
join reviews on reviews.item_id = items.item_id
group by all
having bool_or(reviews.in_core)
order by items.item_id
