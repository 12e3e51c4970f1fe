-- one raw review per line of a Yelp review file; `useful` votes are the helpful votes (in `votes` in rounds up to 2017); dates carry no zone and are taken as UTC
select
  line,
  row_text,
  problem,
  field[1] as review_id,
  field[2] as user_id,
  field[3] as item_id,
  field[4] as rating,
  field[5] as reviewed_at,
  field[6] as text,
  coalesce(field[7], field[8]) as helpful_votes,
  null::varchar as category
from (
  select
    line,
    row_text,
    problem,
    case
      when problem is null
        then json_extract_string(
          row_text,
          ['$.review_id', '$.user_id', '$.business_id', '$.stars', '$.date', '$.text', '$.useful', '$.votes.useful']
        )
    end as field
  from input_rows
)
