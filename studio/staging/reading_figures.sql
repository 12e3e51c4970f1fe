-- one row: what all rows of the review files together say of their ratings and times
select
  count(*) filter (reason is null) as reviews,
  count(*) filter (starts_with(reason, 'rating out of range: ')) as outside,
  min(outside_rating) as lowest_outside,
  max(outside_rating) as highest_outside,
  min(rating) as fewest_stars,
  max(rating) as most_stars,
  count(*) filter (starts_with(reason, 'ambiguous timestamp: ')) as ambiguous_times,
  min(split_part(reason, ': ', 2)) filter (starts_with(reason, 'ambiguous timestamp: ')) as ambiguous_time
from (
  select
    reason,
    rating,
    if(starts_with(reason, 'rating out of range: '), try_cast(replace(split_part(reason, ': ', 2), ',', '.') as double), null) as outside_rating
  from staged_reviews
)
