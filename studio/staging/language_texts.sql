-- the beginning of a review whose language is looked at: a thousand of those that say enough, drawn by their ids
select left(text, 300) as text
from staged_reviews
where reason is null and length(trim(text)) >= 20
order by md5(review_id), review_id
limit 1000
