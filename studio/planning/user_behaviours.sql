-- One dialog: how its user reviewed strictly before its now, beside everyone before the month of now. A review's words are counted as its blanks + 1.
with counted as (
  select user_id, reviewed_at, rating, length(text) - length(replace(text, ' ', '')) + 1 as words
  from reviews
),
monthly as (
  select date_trunc('month', reviewed_at) as month, count(*) as reviews, sum(words) as words
  from counted
  group by all
),
community as (
  select month, sum(words) over months / sum(reviews) over months as mean_words
  from monthly
  window months as (order by month)
),
own_reviews as (
  select
    targets.dialog_id,
    count(*) as reviews,
    sum(counted.words) / count(*) as mean_words,
    count(*) filter (where counted.rating <= 3) as low_ratings
  from targets
  join counted on counted.user_id = targets.user_id and counted.reviewed_at < targets.target_at
  group by targets.dialog_id
),
own_mentions as (
  select
    targets.dialog_id,
    count(*) as mentions,
    count(*) filter (where voices.sentiment <= $negativeUpTo) as negative_mentions
  from targets
  join voices on voices.user_id = targets.user_id and voices.reviewed_at < targets.target_at
  group by targets.dialog_id
)
select
  targets.dialog_id,
  coalesce(own_reviews.reviews, 0) as reviews,
  coalesce(own_reviews.mean_words, 0) as mean_words,
  community.mean_words as community_mean_words,
  coalesce(own_reviews.low_ratings, 0) as low_ratings,
  coalesce(own_mentions.mentions, 0) as mentions,
  coalesce(own_mentions.negative_mentions, 0) as negative_mentions
from targets
asof left join community on community.month < date_trunc('month', targets.target_at)
left join own_reviews on own_reviews.dialog_id = targets.dialog_id
left join own_mentions on own_mentions.dialog_id = targets.dialog_id
