-- One item with mentions that some dialog may speak of, and the page on which dialogs look back on it: a page's mentions, and what dialogs make of
-- them, are in memory together. A dialog makes a row of each aspect and term that the item's reviews speak of. Input: chosen_candidates, voices,
-- term_voices. Values: $mentionsPerPage, $mentionsPerRow (what such a row counts for).
select item_id, ((sum(size) over (order by item_id rows unbounded preceding) - size) // $mentionsPerPage)::integer as page
from (
  select item_id, mentioned.n + $mentionsPerRow * shown.n * mentioned.series as size
  from (
    select item_id, sum(n)::bigint as n, count(*) as series
    from (
      select item_id, aspect_id as series_id, count(*) as n from voices group by item_id, aspect_id
      union all
      select item_id, term_id, count(*) from term_voices group by item_id, term_id
    ) as counted
    group by item_id
  ) as mentioned
  join (select item_id, count(*) as n from chosen_candidates group by item_id) as shown using (item_id)
)
