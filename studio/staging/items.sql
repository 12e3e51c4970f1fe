-- one item id that any review or metadata row names
with described as (
  -- several metadata rows of one item: the one that says most, then the first by content
  select item_id, title, categories, attributes, price
  from staged_items
  where reason is null
  qualify row_number() over (
    partition by item_id
    order by title is null, price is null, attributes is null, title, price, attributes, categories, source_file, source_line
  ) = 1
),
item_ids as (
  select item_id from described
  union
  select item_id from staged_reviews where reason is null
),
named as (
  select item_id, unnest(categories) as category from described
  union
  -- a review names its item's category only where no metadata does
  select item_id, category
  from staged_reviews
  where
    reason is null
    and category is not null
    and item_id not in (select item_id from described where len(categories) > 0)
),
shared as (
  select category, count(*) as items from named group by category
),
chosen as (
  -- of an item's categories the one most items share
  select item_id, category
  from named
  join shared using (category)
  qualify row_number() over (partition by item_id order by shared.items desc, category) = 1
)
select
  item_ids.item_id,
  described.title,
  coalesce(nullif(trim(chosen.category), ''), 'unknown') as category,
  described.attributes,
  described.price
from item_ids
left join described using (item_id)
left join chosen using (item_id)
order by item_ids.item_id
