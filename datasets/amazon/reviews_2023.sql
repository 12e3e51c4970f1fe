-- one raw review per line of an Amazon Reviews 2023 file; the item is the parent product, under which variants share a title
select
  line,
  row_text,
  problem,
  null::varchar as review_id,
  field[1] as user_id,
  coalesce(nullif(trim(field[2]), ''), field[3]) as item_id,
  field[4] as rating,
  field[5] as reviewed_at,
  decode_html(field[6]) as text,
  field[7] as helpful_votes,
  $file_category as category
from (
  select
    line,
    row_text,
    problem,
    case
      when problem is null
        then json_extract_string(
          row_text,
          ['$.user_id', '$.parent_asin', '$.asin', '$.rating', '$.timestamp', '$.text', '$.helpful_vote']
        )
    end as field
  from input_rows
)
