-- One row where four fifths of the trajectories are too sparse for a trend.
select format('{:.0f} % of the {} trajectories are too sparse for a trend.', 100.0 * count(*) filter (label = 'sparse') / count(*), count(*)) as doubt from trajectory_summaries having count(*) filter (label = 'sparse') > 0.8 * count(*)
