-- one user of a review; split where an accepted dialog is of the user
select reviews.user_id as "user_id:token", any_value(dialogs.split) as "split:token"
from (select distinct user_id from reviews) as reviews
left join dialogs on dialogs.user_id = reviews.user_id and dialogs.status = 'accepted'
group by reviews.user_id
order by reviews.user_id
