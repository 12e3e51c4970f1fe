-- One dialog and reachable item, with the cosine of the user's and the item's aspect vectors. Input: tables popular_items, reachable_items.
-- Vectors hold share * sentiment an aspect; the item's counts its mentions before the target's month, as popular_items does.
with monthly as (
  select
    item_id,
    aspect_id,
    date_trunc('month', reviewed_at) as month,
    -- Millionths in whole numbers, here and below: their sums are the same in any order.
    sum(round(sentiment * 1e6)::hugeint) as sentiment
  from mentions
  semi join popular_items using (item_id)
  group by all
),
running as (
  select
    item_id,
    aspect_id,
    month,
    sum(sentiment) over months as weight,
    lead(month) over months as next_month
  from monthly
  window months as (partition by item_id, aspect_id order by month)
),
as_of as (
  -- The number of mentions cancels out in a cosine: share * mean sentiment is as good as the plain sum of sentiment.
  select popular_items.month, popular_items.item_id, running.aspect_id, running.weight
  from (select distinct month, item_id from popular_items) as popular_items
  join running
    on running.item_id = popular_items.item_id
    and running.month < popular_items.month
    and popular_items.month <= coalesce(running.next_month, 'infinity'::timestamp)
),
item_squares as (
  select month, item_id, sum(weight * weight) as square
  from as_of
  group by all
),
user_vectors as (
  select dialog_id, aspect_id, round(share * sentiment * 1e6)::hugeint as weight
  from profiles
),
user_squares as (
  select dialog_id, sum(weight * weight) as square
  from user_vectors
  group by dialog_id
),
products as (
  select
    reachable_items.dialog_id,
    reachable_items.month,
    reachable_items.item_id,
    sum(user_vectors.weight * as_of.weight) as product
  from reachable_items
  join as_of on as_of.month = reachable_items.month and as_of.item_id = reachable_items.item_id
  join user_vectors on user_vectors.dialog_id = reachable_items.dialog_id and user_vectors.aspect_id = as_of.aspect_id
  group by all
)
select
  products.dialog_id,
  products.item_id,
  products.product::double / (sqrt(user_squares.square::double) * sqrt(item_squares.square::double)) as similarity
from products
join user_squares on user_squares.dialog_id = products.dialog_id
join item_squares on item_squares.month = products.month and item_squares.item_id = products.item_id
where user_squares.square > 0 and item_squares.square > 0
