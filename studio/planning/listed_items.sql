-- One item that can be recommended once it has a review: with a readable title.
with first_reviews as (
  select item_id, min(reviewed_at) as first_reviewed_at
  from reviews
  group by item_id
)
select
  items.item_id,
  items.category,
  -- Where a place is; null for what can be had anywhere.
  if(items.attributes ->> '$.city' is null, null, nullif(items.attributes ->> '$.state', '')) as region,
  -- As a reader sees a title: without case, accents and punctuation; a blank before and after, so that only whole words are found in it.
  ' ' || trim(regexp_replace(lower(strip_accents(items.title)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' as title_key,
  first_reviews.first_reviewed_at,
  -- Breaks ties; seeded, so that no order of ids favours an item in every run.
  md5_number_lower($seed || ':' || items.item_id) as draw
from items
join first_reviews on first_reviews.item_id = items.item_id
where title_key <> '  '
