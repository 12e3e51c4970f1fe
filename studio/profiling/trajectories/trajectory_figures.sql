-- One trajectory of relation `sums` (see across_blocks): its figures and the label rule. x are days, y millionths of sentiment: whole numbers.
create or replace temp macro trajectory_figures(sums, kappa) as table
with spreads as (
  -- n^2 times the variances and the covariance.
  select
    *,
    (n * sum_xx - sum_x * sum_x)::double as xx,
    (n * sum_xy - sum_x * sum_y)::double as xy,
    (n * sum_yy - sum_y * sum_y)::double as yy
  from query_table(sums)
),
fitted as (
  -- Least squares of sentiment on years, one mention one vote; null where all mentions are of one day.
  select
    *,
    sum_y::double / n / 1e6 as mean,
    xy / nullif(xx, 0) * 365.25 / 1e6 as slope_per_year,
    sqrt(greatest(yy - xy * xy / nullif(xx, 0), 0) / (nullif(greatest(n - 2, 0), 0) * nullif(xx, 0))) * 365.25 / 1e6 as slope_se
  from spreads
)
select
  dialog_id,
  item_id,
  aspect_id,
  n,
  positive,
  negative,
  months,
  mean,
  (n * mean + kappa * prior) / (n + kappa) as shrunk_mean,
  prior,
  level,
  slope_per_year,
  slope_se,
  -- The label rule, this project's own. Under 5 mentions or 3 months there is no telling. A slope counts when it is past its 99 % band
  -- (Student's t of n - 2 degrees of freedom, approximated to 2 %), since thousands of trajectories are looked at, and moves sentiment by 0.4
  -- or more over the trajectory's span. Else a quarter or more of the mentions on each side make it mixed.
  case
    when n < 5 or months < 3 then 'sparse'
    when
      abs(slope_per_year) > (2.576 + 4.87 / (n - 2) + 10.65 / pow(n - 2, 2) + 10 / pow(n - 2, 3)) * slope_se
      and abs(slope_per_year) * (last_day_no - first_day_no) / 365.25 >= 0.4
      then if(slope_per_year > 0, 'rising', 'falling')
    when least(positive, negative) >= n / 4 then 'mixed'
    else 'steady'
  end as label,
  date_trunc('month', date '2000-01-01' + first_day_no::integer)::date as first_month,
  date_trunc('month', date '2000-01-01' + last_day_no::integer)::date as last_month
from fitted;
