-- One target interaction = one dialog to make, or (is_reserve) one that may replace a dialog of its stratum. Input: table eligible_reviews.
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
  qualify $limit::bigint is null
    or row_number() over (order by dialog_id) <= $limit::bigint + ceil($limit::bigint * $reserveShare)
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
),
divided as (
  select
    chosen.*,
    case
      when users.place <= users.test_users then 'test'
      when users.place <= users.test_users + users.valid_users then 'valid'
      else 'train'
    end as split
  from chosen
  join users on users.user_id = chosen.user_id
),
drawn as (
  -- Each split gets its share of the limit, in the order of the draw; what one split lacks, the others give.
  select
    *,
    row_number() over (partition by split order by dialog_id) <= case split
      when 'test' then round($testShare * $limit::bigint)
      when 'valid' then round($validShare * $limit::bigint)
      else $limit::bigint - round($testShare * $limit::bigint) - round($validShare * $limit::bigint)
    end as is_in_share
  from divided
)
select
  dialog_id,
  user_id,
  item_id,
  review_id,
  reviewed_at as target_at,
  rating,
  history_reviews::integer as history_reviews,
  split,
  coalesce(row_number() over (order by is_in_share desc, dialog_id) > $limit::bigint, false) as is_reserve
from drawn
order by dialog_id
