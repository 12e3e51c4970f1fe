-- step: a review id that several users or items share names no review (it restarts in every file, or a user's first review is 1): those rows
-- get an id of their own
update staged_reviews
set review_id = review_hash(user_id, item_id, reviewed_at, text)
where review_id in (
  select review_id from staged_reviews where reason is null group by review_id having count(distinct (user_id, item_id)) > 1
)
