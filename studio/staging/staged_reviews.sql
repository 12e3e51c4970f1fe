-- one row of a review file: a canonical review, or the reason why it is none with the first 200 characters of the row
select
  $source_file as source_file,
  line as source_line,
  reason,
  if(reason is null, null, left(row_text, 200)) as excerpt,
  if(reason is null, coalesce(nullif(review_id, ''), review_hash(user_id, item_id, reviewed_at, text)), null) as review_id,
  if(reason is null, user_id, null) as user_id,
  if(reason is null, item_id, null) as item_id,
  -- every scale as 1 to 5 stars
  if(
    reason is null,
    if(
      $lowest_rating::double = 1 and $highest_rating::double = 5,
      rating,
      round(1 + 4 * (rating - $lowest_rating::double) / ($highest_rating::double - $lowest_rating::double), 4)
    ),
    null
  ) as rating,
  if(reason is null, reviewed_at, null) as reviewed_at,
  if(reason is null, text, null) as text,
  if(reason is null, helpful_votes, null) as helpful_votes,
  if(reason is null, nullif(trim(category), ''), null) as category,
  -- whose row it is, for the rows that source.exclude names
  if(reason is null, null, user_id) as rejected_user_id,
  if(reason is null, null, review_id) as rejected_review_id,
  if(problem is not null and getvariable('is_forgetting'), row_text, null) as rejected_row
from (
  select
    *,
    coalesce(
      problem,
      case
        -- the word that stands for none, where there is one
        when coalesce(user_id, '') = '' then 'missing user id' || coalesce(': ' || left(nullif(trim(user_text), ''), 40), '')
        when coalesce(item_id, '') = '' then 'missing item id' || coalesce(': ' || left(nullif(trim(item_text), ''), 40), '')
        when trim(coalesce(rating_text, '')) = '' then 'missing rating'
        when rating is null then 'unreadable rating: ' || left(rating_text, 40)
        when not rating between $lowest_rating::double and $highest_rating::double
          then 'rating out of range: ' || left(rating_text, 40)
        when trim(coalesce(time_text, '')) = '' then 'missing timestamp'
        when reviewed_at is null and try_cast(time_text as double) is not null then 'ambiguous timestamp: ' || left(time_text, 40)
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
      clean_id(review_id) as review_id,
      user_id as user_text,
      item_id as item_text,
      clean_id(user_id) as user_id,
      clean_id(item_id) as item_id,
      known_text(rating) as rating_text,
      try_cast(regexp_replace(known_text(rating), '^(\s*\d+),(\d+\s*)$', '\1.\2') as double) as rating,
      known_text(reviewed_at) as time_text,
      parse_time_as(reviewed_at, $time_format) as reviewed_at,
      coalesce(known_text(text), '') as text,
      try_cast(try_cast(helpful_votes as double) as integer) as helpful_votes,
      known_text(category) as category
    from raw_reviews
  )
)
