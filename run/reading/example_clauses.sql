-- One of at most five example clauses of one kept aspect: those whose opinion is surest, no two of one reviewer.
with surest as (
  select
    mentions.aspect_id,
    mentions.review_id,
    mentions.char_start,
    mentions.char_end,
    mentions.confidence,
    row_number() over (
      partition by mentions.aspect_id, mentions.user_id
      order by mentions.confidence desc, mentions.mention_id
    ) as place_of_user
  from mentions
  where mentions.aspect_id <> 'a00' and mentions.polarity in ('positive', 'negative')
),
chosen as (
  from surest
  where place_of_user = 1
  qualify row_number() over (partition by aspect_id order by confidence desc, review_id, char_start) <= 5
)
select
  chosen.aspect_id as "aspectId",
  chosen.review_id as "reviewId",
  chosen.char_start as "charStart",
  chosen.char_end as "charEnd",
  substring(reviews.text, chosen.char_start + 1, chosen.char_end - chosen.char_start) as "text"
from chosen
join reviews on reviews.review_id = chosen.review_id
order by chosen.aspect_id, chosen.confidence desc, chosen.review_id, chosen.char_start
