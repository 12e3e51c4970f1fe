-- True where a reader could take one title for the other: equal, one within the other, or two letters apart.
-- Titles come as listed_items.sql makes them, with a blank at both ends.
create or replace temp macro is_confusable(one, other) as (
  contains(one, other)
  or contains(other, one)
  or replace(one, ' ', '') = replace(other, ' ', '')
  or case
    -- Two slips leave a third of the title as it was: a cheap look before the dear one.
    when abs(length(one) - length(other)) <= 2 and length(one) >= 10 and (
      contains(other, left(one, length(one) // 3))
      or contains(other, substring(one, length(one) // 3 + 1, length(one) // 3))
      or contains(other, right(one, length(one) // 3))
    ) then damerau_levenshtein(one, other) <= 2
    else false
  end
)
