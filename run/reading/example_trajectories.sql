-- One of at most three trajectories: the most mentioned rising one, falling one, and other one.
select
  trajectory_summaries.item_id as "itemId",
  items.title,
  trajectory_summaries.aspect_id as "aspectId",
  trajectory_summaries.label,
  trajectory_summaries.n as "mentions",
  trajectory_summaries.slope_per_year as "slopePerYear",
  trajectory_summaries.slope_se as "slopeSe"
from trajectory_summaries
join aspects on aspects.aspect_id = trajectory_summaries.aspect_id and aspects.kept
left join items on items.item_id = trajectory_summaries.item_id
qualify row_number() over (
  partition by if(trajectory_summaries.label in ('rising', 'falling'), trajectory_summaries.label, 'other')
  order by trajectory_summaries.label = 'sparse', trajectory_summaries.n desc, trajectory_summaries.item_id, trajectory_summaries.aspect_id
) = 1
order by if(trajectory_summaries.label = 'rising', 0, if(trajectory_summaries.label = 'falling', 1, 2))
