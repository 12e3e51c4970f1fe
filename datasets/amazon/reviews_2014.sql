-- one raw review per line of an Amazon file of 2014 (`helpful`: [votes for, votes]) or 2018 (`vote`: "1,234")
select
  line,
  row_text,
  problem,
  null::varchar as review_id,
  field[1] as user_id,
  field[2] as item_id,
  field[3] as rating,
  field[4] as reviewed_at,
  decode_html(field[5]) as text,
  coalesce(field[6], replace(field[7], ',', '')) as helpful_votes,
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
          ['$.reviewerID', '$.asin', '$.overall', '$.unixReviewTime', '$.reviewText', '$.helpful[0]', '$.vote']
        )
    end as field
  from input_rows
)
