-- True where a reader could take one title for the other: equal, or one within the other. Titles come as listed_items.sql makes them.
create or replace temp macro is_confusable(one, other) as (
  contains(one, other)
  or contains(other, one)
  or replace(one, ' ', '') = replace(other, ' ', '')
)
