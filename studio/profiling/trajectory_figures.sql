-- One trajectory of the relation `scope` (dialog_id, item_id, aspect_id, reviewed_at, sentiment, prior). Defines the figures and the label rule.
-- Days and millionths of sentiment are whole numbers: their sums are exact, so they depend neither on row order nor on threads.
create or replace temp macro trajectory_figures(scope, half_life_days, kappa) as table
with mention_figures as (
  select
    *,
    date_trunc('month', reviewed_at)::date as month,
    datediff('day', date '2000-01-01', reviewed_at::date)::hugeint as x,
    round(sentiment * 1e6)::hugeint as y,
    max(reviewed_at) over (partition by dialog_id, item_id, aspect_id) as newest_at
  from query_table(scope)
),
weighed as (
  -- Weights are relative to the newest mention, whose weight is 1: what is 40 half-lives older counts for nothing.
  select
    *,
    round(pow(2.0, (epoch_us(reviewed_at) - epoch_us(newest_at)) / 86.4e9 / half_life_days) * 1e12)::hugeint as weight
  from mention_figures
),
sums as (
  select
    dialog_id,
    item_id,
    aspect_id,
    count(*) as n,
    count(*) filter (where sentiment > 0.1) as positive,
    count(*) filter (where sentiment < -0.1) as negative,
    count(distinct month) as months,
    min(month) as first_month,
    max(month) as last_month,
    max(x) - min(x) as span_days,
    any_value(prior) as prior,
    sum(y) as sum_y,
    sum(weight * y)::double / sum(weight)::double / 1e6 as level,
    -- n^2 times the variances and the covariance.
    (count(*) * sum(x * x) - sum(x) * sum(x))::double as xx,
    (count(*) * sum(x * y) - sum(x) * sum(y))::double as xy,
    (count(*) * sum(y * y) - sum(y) * sum(y))::double as yy
  from weighed
  group by dialog_id, item_id, aspect_id
),
fitted as (
  -- Least squares of sentiment on years, one mention one vote; null where all mentions are of one day.
  select
    *,
    sum_y::double / n / 1e6 as mean,
    xy / nullif(xx, 0) * 365.25 / 1e6 as slope_per_year,
    sqrt(greatest(yy - xy * xy / nullif(xx, 0), 0) / (nullif(greatest(n - 2, 0), 0) * nullif(xx, 0))) * 365.25 / 1e6 as slope_se
  from sums
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
  -- The label rule, this project's own. Under 5 mentions or 3 months there is no telling. A slope counts when it is past its 95 % band
  -- (Student's t of n - 2 degrees of freedom, approximated to 1 %) and moves sentiment by 0.3 or more over the trajectory's span. Else a
  -- quarter or more of the mentions on each side make it mixed.
  case
    when n < 5 or months < 3 then 'sparse'
    when
      abs(slope_per_year) > (1.96 + 2.4 / (n - 2) + 3.6 / pow(n - 2, 2)) * slope_se
      and abs(slope_per_year) * span_days / 365.25 >= 0.3
      then if(slope_per_year > 0, 'rising', 'falling')
    when least(positive, negative) >= n / 4 then 'mixed'
    else 'steady'
  end as label,
  first_month,
  last_month
from fitted
