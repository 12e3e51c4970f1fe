-- one raw review per row of a mapped file; each value is bound as the JSON pointer of its column, '' for a column that is not mapped
select
  line,
  row_text,
  problem,
  case when problem is null and $review_id <> '' then json_extract_string(row_text, $review_id) end as review_id,
  case when problem is null then json_extract_string(row_text, $user_id) end as user_id,
  case when problem is null then json_extract_string(row_text, $item_id) end as item_id,
  case when problem is null then json_extract_string(row_text, $rating) end as rating,
  case when problem is null then json_extract_string(row_text, $reviewed_at) end as reviewed_at,
  case when problem is null then decode_html(list_text(json_extract_string(row_text, $text))) end as text,
  case when problem is null and $helpful_votes <> '' then json_extract_string(row_text, $helpful_votes) end
    as helpful_votes,
  null::varchar as category
from input_rows
