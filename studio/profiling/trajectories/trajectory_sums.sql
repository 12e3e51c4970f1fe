-- One item, aspect and decay block with mentions: whole sums, exact in any order. Input: numbered_mentions (y is
-- sentiment in millionths). Values: $positiveFrom, $negativeUpTo.
select
  cell >> 16 as series_no,
  block,
  count(*) as n,
  count(*) filter (where y >= $positiveFrom * 1000000) as positive,
  count(*) filter (where y <= $negativeUpTo * 1000000) as negative,
  sum(y) as sum_y,
  sum(y::bigint * y) as sum_yy,
  sum(day_no) as sum_x,
  sum(day_no::bigint * day_no) as sum_xx,
  sum(day_no::bigint * y) as sum_xy,
  min(day_no) as first_day_no,
  max(day_no) as last_day_no,
  sum(packed) as packed
from numbered_mentions
group by series_no, block
