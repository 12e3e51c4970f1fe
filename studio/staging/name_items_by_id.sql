-- one row of staged_items for each reviewed item of a source without an items file: its id is what dialogs call it by
insert into staged_items
select
  any_value(source_file) as source_file,
  min(source_line) as source_line,
  null as reason,
  null as excerpt,
  item_id,
  item_id as title,
  null as categories,
  null as attributes,
  null as price
from staged_reviews
where reason is null
group by item_id
