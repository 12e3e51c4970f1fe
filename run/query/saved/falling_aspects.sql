-- Which aspects fell for which items, the most mentioned first.
select
  items.title,
  trajectory_summaries.item_id,
  aspects.label as aspect,
  trajectory_summaries.n as mentions,
  round(trajectory_summaries.slope_per_year, 3) as slope_per_year,
  round(trajectory_summaries.slope_se, 3) as standard_error,
  round(trajectory_summaries.level, 2) as level,
  strftime(trajectory_summaries.first_month, '%Y-%m') as first_month,
  strftime(trajectory_summaries.last_month, '%Y-%m') as last_month
from trajectory_summaries
join aspects on aspects.aspect_id = trajectory_summaries.aspect_id
left join items on items.item_id = trajectory_summaries.item_id
where trajectory_summaries.label = 'falling'
order by mentions desc, trajectory_summaries.item_id, trajectory_summaries.aspect_id
