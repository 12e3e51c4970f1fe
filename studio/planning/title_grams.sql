-- One dialog and word, or two words in a row, of its target's title, with the number of titles in the target's category that hold it: words in lower case,
-- without a plural's s. Input: targets, items.
with titled as (
  select
    item_id,
    category,
    list_transform(
      regexp_extract_all(lower(strip_accents(title)), '\p{L}+'),
      lambda word: if(length(word) > 3, regexp_replace(word, 's$', ''), word)
    ) as words
  from items
  where title is not null
    and category in (select items.category from targets join items on items.item_id = targets.item_id)
),
grams as (
  select distinct item_id, category, unnest(words) as gram
  from titled
  union
  select distinct item_id, category, array_to_string(list_slice(words, place, place + 1), ' ')
  from (select item_id, category, words, unnest(range(1, len(words))) as place from titled)
),
counted as (
  select category, gram, count(*) as items
  from grams
  group by category, gram
)
select targets.dialog_id, grams.gram, counted.items
from targets
join grams on grams.item_id = targets.item_id
join counted on counted.category = grams.category and counted.gram = grams.gram
where counted.items > 1
