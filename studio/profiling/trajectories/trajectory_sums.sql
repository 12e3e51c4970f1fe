-- One item, aspect and decay block with mentions: whole sums, exact in any order. Input: numbered_mentions, mention_days, decay.sql.
select
  cell >> 16 as series_no,
  block,
  count(*) as n,
  count(*) filter (where y > 100000) as positive,
  count(*) filter (where y < -100000) as negative,
  sum(y) as sum_y,
  sum(y::bigint * y) as sum_yy,
  sum(mention_days.day_no) as sum_x,
  sum(mention_days.day_no * mention_days.day_no) as sum_xx,
  sum(mention_days.day_no * y) as sum_xy,
  min(mention_days.day_no) as first_day_no,
  max(mention_days.day_no) as last_day_no,
  sum(pack_sums(weight, y / 1e6)) as packed
from numbered_mentions
join mention_days on mention_days.day_no = numbered_mentions.day_no
group by series_no, block
