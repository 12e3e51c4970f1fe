-- one raw item per line of an Amazon meta file of 2014 (`categories`: list of paths) or 2018 (`category`: one path, `main_cat`)
select
  line,
  row_text,
  problem,
  field[1] as item_id,
  decode_html(field[2]) as title,
  -- some `main_cat` of 2018 hold an <img> tag instead of a name
  [
    coalesce(
      case when field[3] not like '%<%' then nullif(trim(decode_html(field[3])), '') end,
      nullif(trim(decode_html(field[4])), ''),
      nullif(trim(decode_html(field[5])), ''),
      $file_category
    )
  ] as categories,
  case
    when problem is null
      then json_merge_patch(
        '{}',
        json_object(
          'brand', field[7],
          'categories', coalesce(json_extract(row_text, '$.category'), json_extract(row_text, '$.categories'))
        )
      )
  end::varchar as attributes,
  parse_price(field[6]) as price
from (
  select
    line,
    row_text,
    problem,
    case
      when problem is null
        then json_extract_string(
          row_text,
          ['$.asin', '$.title', '$.main_cat', '$.category[0]', '$.categories[0][0]', '$.price', '$.brand']
        )
    end as field
  from input_rows
)
