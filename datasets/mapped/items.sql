-- one raw item per row of a mapped file; each value is bound as the JSON pointer of its column, '' for a column that is not mapped
select
  line,
  row_text,
  problem,
  item_id,
  title,
  list_transform(listed(category), lambda name: decode_html(name)) as categories,
  -- an object stays as it is, any other value becomes the only member of one
  case
    when coalesce(known_text(attributes), '') = '' then null
    when json_valid(attributes) and starts_with(ltrim(attributes), '{') then attributes
    else json_object('attributes', attributes)::varchar
  end as attributes,
  parse_price_in(price, $currency_marks) as price
from (
  select
    line,
    row_text,
    problem,
    case when problem is null then json_extract_string(row_text, $item_id) end as item_id,
    case when problem is null then json_extract_string(row_text, $title) end as title,
    case when problem is null and $category <> '' then json_extract_string(row_text, $category) end as category,
    case when problem is null and $attributes <> '' then json_extract_string(row_text, $attributes) end as attributes,
    case when problem is null and $price <> '' then json_extract_string(row_text, $price) end as price
  from input_rows
)
