-- One item with mentions that some dialog may speak of, and the page on which dialogs look back on it: a page's mentions, and what dialogs make of
-- them, are in memory together. Input: chosen_candidates, voices. Values: $mentionsPerPage, $mentionsPerDialog (what a dialog counts for).
select item_id, ((sum(size) over (order by item_id rows unbounded preceding) - size) // $mentionsPerPage)::integer as page
from (
  select item_id, mentioned.n + $mentionsPerDialog * shown.n as size
  from (select item_id, count(*) as n from voices group by item_id) as mentioned
  join (select item_id, count(*) as n from chosen_candidates group by item_id) as shown using (item_id)
)
