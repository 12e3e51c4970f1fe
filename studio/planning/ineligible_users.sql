-- One core user without a target, with the first condition that none of the user's core reviews meets. Input: tables eligible_reviews, chosen_targets.
select
  user_id,
  case
    when not bool_or(is_liked) then 'no-liked-review'
    when not bool_or(is_titled) then 'no-titled-item'
    when not bool_or(is_first) then 'no-first-review'
    when not bool_or(has_history) then 'short-history'
    when not bool_or(has_mention) then 'no-earlier-mention'
    when not bool_or(is_eligible) then 'no-earlier-evidence'
    else 'beyond-limit'
  end as reason
from eligible_reviews
anti join chosen_targets using (user_id)
group by user_id
order by user_id
