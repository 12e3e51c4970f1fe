-- One item, aspect and month with mentions; `cell` orders them so. Input: numbered_items, numbered_aspects, mention_days, decay.sql.
select
  (item_no * 256 + aspect_no) * 65536 + month_no as cell,
  count(*) as n,
  -- Millionths and weights are whole numbers: their sums are exact.
  sum((sentiment * 1e6)::integer)::bigint as sum_y,
  sum(pack_sums(weight, sentiment)) as packed
from mentions
join numbered_items using (item_id)
join numbered_aspects using (aspect_id)
join mention_days on mention_days.day = mentions.reviewed_at::date
group by cell
