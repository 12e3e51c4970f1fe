-- One row: one review that the user of dialog `$dialogId` wrote before its target, newest first, with how many there are.
select
  coalesce(items.title, reviews.item_id) as title,
  reviews.rating,
  reviews.reviewed_at as "reviewedAt",
  reviews.text,
  count(*) over () as total
from targets
join reviews on reviews.user_id = targets.user_id and reviews.reviewed_at < targets.target_at
left join items on items.item_id = reviews.item_id
where targets.dialog_id = $dialogId
order by reviews.reviewed_at desc, reviews.review_id
limit $limit
