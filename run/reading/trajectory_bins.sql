-- One month of one trajectory, oldest first. Values: $itemId, $aspectId.
select
  strftime(month, '%Y-%m') as "month",
  n as "mentions",
  mean,
  shrunk_mean as "shrunkMean",
  level
from trajectories
where item_id = $itemId and aspect_id = $aspectId
order by month
