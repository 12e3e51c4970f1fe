-- one row of a metadata file: an item, or the reason why it is none with the first 200 characters of the row
select
  $source_file as source_file,
  line as source_line,
  reason,
  if(reason is null, null, left(row_text, 200)) as excerpt,
  if(reason is null, item_id, null) as item_id,
  if(reason is null, if(trim(title) = '', null, title), null) as title,
  if(reason is null, categories, null) as categories,
  if(reason is null and attributes <> '{}', attributes, null) as attributes,
  if(reason is null, price, null) as price
from (
  select
    *,
    coalesce(problem, if(trim(coalesce(item_id, '')) = '', 'missing item id', null)) as reason
  from raw_items
)
