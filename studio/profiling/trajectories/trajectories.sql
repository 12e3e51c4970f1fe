-- One item, aspect and month with mentions. Input: trajectory_months, trajectory_series. Values: $kappa. The order is that of trajectory_months:
-- names are looked up without another sort.
select
  item_id,
  aspect_id,
  make_date((cell & 65535) // 12, (cell & 65535) % 12 + 1, 1) as month,
  n,
  sum_y / n / 1e6 as mean,
  (sum_y / 1e6 + $kappa * prior) / (n + $kappa) as shrunk_mean,
  prior,
  level
from trajectory_months
join trajectory_series using (series_no)
