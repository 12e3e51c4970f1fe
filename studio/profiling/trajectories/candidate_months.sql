-- One item that some dialog may speak of, aspect and month with mentions: whole sums. Input: candidate_mentions. Values: $positiveFrom,
-- $negativeUpTo.
select
  item_id,
  aspect_id,
  month_no,
  block,
  count(*) as n,
  count(*) filter (where sentiment >= $positiveFrom) as positive,
  count(*) filter (where sentiment <= $negativeUpTo) as negative,
  sum(y)::bigint as sum_y,
  sum(y * y) as sum_yy,
  sum(day_no)::bigint as sum_x,
  sum(day_no * day_no)::bigint as sum_xx,
  sum(day_no * y)::bigint as sum_xy,
  min(day_no) as first_day_no,
  max(day_no) as last_day_no,
  sum(weight) as weight,
  sum(weighted_y) as weighted_y
from candidate_mentions
group by item_id, aspect_id, month_no, block
