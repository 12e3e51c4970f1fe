-- One day with mentions, its decay block and weight. Input: macros of decay.sql. Values: $halfLifeDays.
select
  day,
  datediff('day', date '2000-01-01', day) as day_no,
  year(day) * 12 + month(day) - 1 as month_no,
  decay_block(month_no, $halfLifeDays) as block,
  decay_weight(day, block, $halfLifeDays) as weight
from (select distinct reviewed_at::date as day from voices)
