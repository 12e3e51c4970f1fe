-- one row: reviewed items, those among them that no row of an items file names, those with a title, an id of one without, and an id of each side that is not in the other
with reviewed as (
  select distinct item_id from staged_reviews where reason is null
),
described as (
  select item_id, bool_or(title is not null) as is_titled from staged_items where reason is null group by item_id
)
select
  count(*) as reviewed,
  count(*) filter (described.item_id is null) as unmatched,
  count(*) filter (described.is_titled) as titled,
  min(reviewed.item_id) filter (described.item_id is null) as unmatched_id,
  min(reviewed.item_id) filter (not described.is_titled) as untitled_id,
  (select min(item_id) from described anti join reviewed using (item_id)) as described_id,
  (select count(*) from described) as described
from reviewed
left join described using (item_id)
