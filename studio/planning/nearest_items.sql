-- One dialog and reachable item, with the cosine of the user's and the item's aspect vectors. Input: profiles, tables page_targets,
-- reachable_items, popular_vectors.
with user_vectors as (
  -- Millionths in whole numbers: their sums are the same in any order.
  select dialog_id, aspect_id, round(share * sentiment * 1e6)::hugeint as weight
  from profiles
  semi join page_targets using (dialog_id)
),
user_squares as (
  select dialog_id, sum(weight * weight) as square
  from user_vectors
  group by dialog_id
),
products as (
  select
    reachable_items.dialog_id,
    reachable_items.item_id,
    sum(user_vectors.weight * popular_vectors.weight) as product,
    any_value(popular_vectors.square) as square
  from reachable_items
  join popular_vectors
    on popular_vectors.month = reachable_items.month and popular_vectors.item_id = reachable_items.item_id
  join user_vectors
    on user_vectors.dialog_id = reachable_items.dialog_id and user_vectors.aspect_id = popular_vectors.aspect_id
  group by reachable_items.dialog_id, reachable_items.item_id
)
select
  products.dialog_id,
  products.item_id,
  products.product::double / (sqrt(user_squares.square::double) * sqrt(products.square::double)) as similarity
from products
join user_squares on user_squares.dialog_id = products.dialog_id
where user_squares.square > 0 and products.square > 0
