-- One voice on an aspect, or on a term under its aspect's id and its own, of an item that some dialog may speak of. Input: voices, term_voices,
-- mention_days, candidates (those of a page of items).
select
  voices.mention_id,
  voices.review_id,
  voices.item_id,
  voices.aspect_id,
  voices.reviewed_at,
  voices.char_start,
  voices.char_end,
  voices.sentiment,
  (voices.sentiment * 1e6)::bigint as y,
  mention_days.day_no,
  mention_days.month_no,
  mention_days.block,
  mention_days.weight,
  (mention_days.weight * voices.sentiment)::bigint as weighted_y
from (
  select mention_id, review_id, item_id, aspect_id, reviewed_at, char_start, char_end, sentiment from voices
  union all
  select mention_id, review_id, item_id, term_id, reviewed_at, char_start, char_end, sentiment from term_voices
) as voices
join mention_days on mention_days.day = voices.reviewed_at::date
where voices.item_id in (select item_id from candidates)
