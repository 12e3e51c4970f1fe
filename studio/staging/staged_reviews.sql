-- one row of a review file: a canonical review, or the reason why it is none with the first 200 characters of the row
select
  $source_file as source_file,
  line as source_line,
  reason,
  if(reason is null, null, left(row_text, 200)) as excerpt,
  if(reason is null, coalesce(nullif(review_id, ''), review_hash(user_id, item_id, reviewed_at, text)), null) as review_id,
  if(reason is null, user_id, null) as user_id,
  if(reason is null, item_id, null) as item_id,
  if(reason is null, rating, null) as rating,
  if(reason is null, reviewed_at, null) as reviewed_at,
  if(reason is null, text, null) as text,
  if(reason is null, helpful_votes, null) as helpful_votes,
  if(reason is null, nullif(trim(category), ''), null) as category
from (
  select
    *,
    coalesce(
      problem,
      case
        when trim(coalesce(user_id, '')) = '' then 'missing user id'
        when trim(coalesce(item_id, '')) = '' then 'missing item id'
        when trim(coalesce(rating_text, '')) = '' then 'missing rating'
        when rating is null then 'unreadable rating: ' || left(rating_text, 40)
        when not rating between 1 and 5 then 'rating out of range: ' || left(rating_text, 40)
        when trim(coalesce(time_text, '')) = '' then 'missing timestamp'
        when reviewed_at is null then 'unreadable timestamp: ' || left(time_text, 40)
        when reviewed_at = timestamp 'epoch' then 'zero timestamp'
        when not reviewed_at between timestamp '1970-01-02' and timestamp '2100-01-01'
          then 'timestamp out of range: ' || left(time_text, 40)
      end
    ) as reason
  from (
    select
      line,
      row_text,
      problem,
      review_id,
      user_id,
      item_id,
      rating as rating_text,
      try_cast(rating as double) as rating,
      reviewed_at as time_text,
      parse_time(reviewed_at) as reviewed_at,
      coalesce(text, '') as text,
      try_cast(helpful_votes as integer) as helpful_votes,
      category
    from raw_reviews
  )
)
