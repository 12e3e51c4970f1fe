-- One month with targets, item among the month's most reviewed and aspect: the item's vector, and the square of its length, of its mentions before
-- that month, as popular_items counts; share * sentiment an aspect. Input: voices, table popular_items.
with monthly as (
  select
    item_id,
    aspect_id,
    date_trunc('month', reviewed_at) as month,
    -- Millionths in whole numbers, here and below: their sums are the same in any order.
    sum(round(sentiment * 1e6)::hugeint) as sentiment
  from voices
  semi join popular_items using (item_id)
  group by all
),
running as (
  select
    item_id,
    aspect_id,
    month,
    sum(sentiment) over months as weight,
    lead(month) over months as next_month
  from monthly
  window months as (partition by item_id, aspect_id order by month)
)
-- The number of mentions cancels out in a cosine: share * mean sentiment is as good as the plain sum of sentiment.
select
  popular_items.month,
  popular_items.item_id,
  running.aspect_id,
  running.weight,
  sum(running.weight * running.weight) over (partition by popular_items.month, popular_items.item_id) as square
from (select distinct month, item_id from popular_items) as popular_items
join running
  on running.item_id = popular_items.item_id
  and running.month < popular_items.month
  and popular_items.month <= coalesce(running.next_month, 'infinity'::timestamp)
