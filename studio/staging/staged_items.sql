-- one row of a metadata file: an item, or the reason why it is none with the first 200 characters of the row
select
  $source_file as source_file,
  line as source_line,
  reason,
  if(reason is null, null, left(row_text, 200)) as excerpt,
  if(reason is null, clean_item_id, null) as item_id,
  if(reason is null and not is_no_title(decoded), nullif(plain_title(decoded), ''), null) as title,
  if(reason is null, list_filter(categories, lambda name: known_text(name) is not null), null) as categories,
  if(reason is null and attributes <> '{}', attributes, null) as attributes,
  if(reason is null, price, null) as price
from (
  select
    *,
    coalesce(problem, if(coalesce(clean_item_id, '') = '', 'missing item id', null)) as reason,
    decode_html(if(trim(known_title) = '', null, known_title)) as decoded
  from (
    -- a macro writes its argument out wherever it uses it: one level a macro
    select *, clean_id(item_id) as clean_item_id, known_text(listed_title) as known_title
    from (select *, list_text(title) as listed_title from raw_items)
  )
)
