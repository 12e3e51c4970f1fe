-- one raw item per line of an Amazon 2023 meta file; its average rating and number of ratings look past a dialog's now and stay out
select
  line,
  row_text,
  problem,
  field[1] as item_id,
  decode_html(field[2]) as title,
  [coalesce(nullif(trim(decode_html(field[3])), ''), $file_category)] as categories,
  case
    when problem is null
      then json_merge_patch(
        '{}',
        json_object(
          'store', field[5],
          'categories', json_extract(row_text, '$.categories'),
          'details', json_extract(row_text, '$.details')
        )
      )
  end::varchar as attributes,
  parse_price(field[4]) as price
from (
  select
    line,
    row_text,
    problem,
    case
      when problem is null
        then json_extract_string(row_text, ['$.parent_asin', '$.title', '$.main_category', '$.price', '$.store'])
    end as field
  from input_rows
)
