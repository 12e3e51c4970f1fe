-- One dialog and item liked by users who liked what the user liked, all before the dialog's now, with the number of such users.
-- Bounds keep a hot item's crowd small: the user's 5 latest likes, 200 likers an item and 10 of them a dialog, 30 likes a liker, drawn by seeded hash.
-- Input: tables page_targets, likes.
with own_likes as (
  select page_targets.dialog_id, page_targets.user_id, page_targets.target_at, likes.item_id
  from page_targets
  join likes on likes.user_id = page_targets.user_id and likes.reviewed_at < page_targets.target_at
  qualify row_number() over (
    partition by page_targets.dialog_id
    order by likes.reviewed_at desc, likes.review_id
  ) <= 5
),
likers as (
  select item_id, user_id, reviewed_at, draw, review_id
  from likes
  semi join own_likes using (item_id)
  qualify row_number() over (partition by item_id order by draw, review_id) <= 200
),
fellows as (
  select distinct dialog_id, target_at, user_id
  from (
    select own_likes.dialog_id, own_likes.target_at, likers.user_id
    from own_likes
    join likers
      on likers.item_id = own_likes.item_id
      and likers.user_id <> own_likes.user_id
      and likers.reviewed_at < own_likes.target_at
    qualify row_number() over (
      partition by own_likes.dialog_id, own_likes.item_id
      order by likers.draw, likers.review_id
    ) <= 10
  )
),
fellow_likes as (
  select user_id, item_id, reviewed_at
  from likes
  semi join fellows using (user_id)
  qualify row_number() over (partition by user_id order by draw, review_id) <= 30
)
select fellows.dialog_id, fellow_likes.item_id, count(distinct fellows.user_id) as fellows
from fellows
join fellow_likes on fellow_likes.user_id = fellows.user_id and fellow_likes.reviewed_at < fellows.target_at
group by all
