-- Each mention behind each number of a temporal profile, with its weight and its words.
select
  profiles.dialog_id,
  profiles.aspect_id,
  aspects.label,
  voices.review_id,
  voices.reviewed_at,
  voices.char_start,
  voices.char_end,
  voices.sentiment,
  pow(2.0, -(epoch_us(profiles.as_of) - epoch_us(voices.reviewed_at)) / 86.4e9 / settings.half_life_days) as weight,
  substring(reviews.text, voices.char_start + 1, voices.char_end - voices.char_start) as words
from profiles
join voices
  on voices.user_id = profiles.user_id
  and voices.aspect_id = profiles.aspect_id
  and voices.reviewed_at < profiles.as_of
join reviews on reviews.review_id = voices.review_id
join aspects on aspects.aspect_id = profiles.aspect_id
cross join (
  select value::double as half_life_days from config where setting = 'profile.halfLifeDays'
) as settings
order by profiles.dialog_id, profiles.aspect_id, voices.reviewed_at, voices.mention_id
