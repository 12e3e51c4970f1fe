-- One target interaction = one dialog to make. Input: table eligible_reviews.
with newest as (
  select *
  from eligible_reviews
  where is_eligible
  qualify row_number() over (partition by user_id order by reviewed_at desc, review_id desc) <= $perUser
),
named as (
  select *, 'd' || left(sha256(json_array(user_id, review_id)::varchar), 20) as dialog_id
  from newest
),
chosen as (
  -- The id is a hash, so its order is a draw: the first ones are a fair sample of all.
  select *
  from named
  qualify $limit::bigint is null or row_number() over (order by dialog_id) <= $limit::bigint
),
users as (
  -- A user's dialogs stay in one split. The latest users are the test split: a model trained on it has seen nothing of their time.
  select
    user_id,
    row_number() over (order by max(reviewed_at) desc, min(dialog_id)) as place,
    round($testShare * count(*) over ()) as test_users,
    round($validShare * count(*) over ()) as valid_users
  from chosen
  group by user_id
)
select
  chosen.dialog_id,
  chosen.user_id,
  chosen.item_id,
  chosen.review_id,
  chosen.reviewed_at as target_at,
  chosen.rating,
  chosen.history_reviews::integer as history_reviews,
  case
    when users.place <= users.test_users then 'test'
    when users.place <= users.test_users + users.valid_users then 'valid'
    else 'train'
  end as split
from chosen
join users on users.user_id = chosen.user_id
order by chosen.dialog_id
