-- True where a reader could take one title for the other: titles come normalised, see listed_items.sql.
create or replace temp macro is_confusable(one, other) as (
  replace(one, ' ', '') = replace(other, ' ', '')
  or contains(' ' || one || ' ', ' ' || other || ' ')
  or contains(' ' || other || ' ', ' ' || one || ' ')
)
