-- One item with mentions that some dialog may speak of, and the page on which dialogs look back on it: a page's mentions are in memory together.
-- Input: chosen_candidates, mentions. Values: $mentionsPerPage.
select item_id, ((sum(n) over (order by item_id rows unbounded preceding) - n) // $mentionsPerPage)::integer as page
from (
  select item_id, count(*) as n
  from mentions
  where item_id in (select item_id from chosen_candidates)
  group by item_id
)
