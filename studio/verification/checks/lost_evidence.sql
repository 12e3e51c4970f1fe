-- A citation whose review is not there, is of another item, user or time than stated, or is shorter than the span.
select
  cited_mentions.dialog_id,
  cited_mentions.turn,
  case
    when reviews.review_id is null then 'review ' || cited_mentions.review_id || ' is not there'
    when reviews.item_id <> cited_mentions.item_id then 'review ' || cited_mentions.review_id || ' is of another item'
    when cited_mentions.side = 'user' and reviews.user_id <> cited_mentions.user_id then 'review ' || cited_mentions.review_id || ' is another user''s'
    when date_trunc('second', reviews.reviewed_at) <> date_trunc('second', cited_mentions.reviewed_at)
      then 'review ' || cited_mentions.review_id || ' is of ' || reviews.reviewed_at || ', not ' || cited_mentions.reviewed_at
    else 'review ' || cited_mentions.review_id || ' has no words from ' || cited_mentions.char_start || ' to ' || cited_mentions.char_end
  end as detail
from cited_mentions
left join reviews on reviews.review_id = cited_mentions.review_id
where coalesce(
  reviews.item_id <> cited_mentions.item_id
  or (cited_mentions.side = 'user' and reviews.user_id <> cited_mentions.user_id)
  or date_trunc('second', reviews.reviewed_at) <> date_trunc('second', cited_mentions.reviewed_at)
  or trim(substring(reviews.text, cited_mentions.char_start + 1, cited_mentions.char_end - cited_mentions.char_start)) = ''
  or cited_mentions.char_end > length(reviews.text),
  true
)
