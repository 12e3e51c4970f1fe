-- One of at most five example clauses of one kept aspect: the nearest to its centre, no two of one review.
with nearest as (
  select
    mentions.aspect_id,
    mentions.review_id,
    mentions.char_start,
    mentions.char_end,
    mentions.similarity,
    row_number() over (
      partition by mentions.aspect_id, mentions.review_id
      order by mentions.similarity desc, mentions.char_start
    ) as place_in_review
  from mentions
),
chosen as (
  from nearest
  where place_in_review = 1
  qualify row_number() over (partition by aspect_id order by similarity desc, review_id) <= 5
)
select
  chosen.aspect_id as "aspectId",
  chosen.review_id as "reviewId",
  chosen.char_start as "charStart",
  chosen.char_end as "charEnd",
  substring(reviews.text, chosen.char_start + 1, chosen.char_end - chosen.char_start) as "text"
from chosen
join reviews on reviews.review_id = chosen.review_id
order by chosen.aspect_id, chosen.similarity desc, chosen.review_id
