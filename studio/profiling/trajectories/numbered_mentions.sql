-- One mention in whole numbers: `cell` orders items, aspects and months; `y` is the sentiment in millionths; `packed` its weight with it. Input:
-- mentions, numbered_items, numbered_aspects, mention_days, decay.sql.
select
  (item_no * 256 + aspect_no) * 65536 + month_no as cell,
  day_no::integer as day_no,
  (sentiment * 1e6)::integer as y,
  block::smallint as block,
  pack_sums(weight, y / 1e6) as packed
from voices
join numbered_items using (item_id)
join numbered_aspects using (aspect_id)
join mention_days on mention_days.day = voices.reviewed_at::date
