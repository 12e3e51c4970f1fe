-- one raw review per record of mobilerec_final.csv; `unix_timestamp` is midnight in New York, in seconds with a trailing `.0`
select
  line,
  row_text,
  problem,
  null::varchar as review_id,
  field[1] as user_id,
  field[2] as item_id,
  field[3] as rating,
  field[4] as reviewed_at,
  field[5] as text,
  field[6] as helpful_votes,
  field[7] as category
from (
  select
    line,
    row_text,
    problem,
    case
      when problem is null
        then json_extract_string(
          row_text,
          ['$.uid', '$.app_package', '$.rating', '$.unix_timestamp', '$.review', '$.votes', '$.app_category']
        )
    end as field
  from input_rows
)
