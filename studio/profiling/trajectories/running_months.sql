-- One item that some dialog may speak of, aspect and month with mentions: the sums of the decay block's months up to and with it. Input: candidate_months.
select
  item_id,
  aspect_id,
  block,
  month_no,
  count(*) over so_far as months,
  sum(n) over so_far as n,
  sum(positive) over so_far as positive,
  sum(negative) over so_far as negative,
  sum(sum_y) over so_far as sum_y,
  sum(sum_yy) over so_far as sum_yy,
  sum(sum_x) over so_far as sum_x,
  sum(sum_xx) over so_far as sum_xx,
  sum(sum_xy) over so_far as sum_xy,
  min(first_day_no) over so_far as first_day_no,
  last_day_no,
  sum(weight) over so_far as weight,
  sum(weighted_y) over so_far as weighted_y
from candidate_months
window so_far as (partition by item_id, aspect_id, block order by month_no rows unbounded preceding)
