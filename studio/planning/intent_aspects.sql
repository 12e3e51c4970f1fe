-- One dialog and aspect of its target review, with the mean sentiment of its mentions.
select
  targets.dialog_id,
  voices.aspect_id,
  -- Millionths in whole numbers: their sum is the same in any order.
  sum(round(voices.sentiment * 1e6)::hugeint)::double / count(*) / 1e6 as sentiment
from targets
join voices on voices.review_id = targets.review_id
group by targets.dialog_id, voices.aspect_id
