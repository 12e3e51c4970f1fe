-- one raw item per record of app_meta.csv; its average rating and number of reviews look past a dialog's now and stay out
select
  line,
  row_text,
  problem,
  field[1] as item_id,
  field[2] as title,
  list_filter([field[3]], lambda name: trim(coalesce(name, '')) <> '') as categories,
  json_merge_patch(
    '{}',
    json_object('developer', nullif(field[4], ''), 'content_rating', nullif(field[5], ''))
  )::varchar as attributes,
  -- 'Install' is a free app, '$1.99 Buy' one for 1.99
  if(trim(field[6]) = 'Install', 0, parse_price(regexp_replace(field[6], '\s*Buy\s*$', ''))) as price
from (
  select
    line,
    row_text,
    problem,
    case
      when problem is null
        then json_extract_string(
          row_text,
          ['$.app_package', '$.app_name', '$.app_category', '$.developer_name', '$.content_rating', '$.price']
        )
    end as field
  from input_rows
)
