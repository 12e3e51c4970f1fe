-- Each mention behind each number of a temporal profile, with its weight and its words.
select
  profiles.dialog_id,
  profiles.aspect_id,
  aspects.label,
  mentions.review_id,
  mentions.reviewed_at,
  mentions.char_start,
  mentions.char_end,
  mentions.sentiment,
  pow(2.0, -(epoch_us(profiles.as_of) - epoch_us(mentions.reviewed_at)) / 86.4e9 / settings.half_life_days) as weight,
  substring(reviews.text, mentions.char_start + 1, mentions.char_end - mentions.char_start) as words
from profiles
join mentions
  on mentions.user_id = profiles.user_id
  and mentions.aspect_id = profiles.aspect_id
  and mentions.reviewed_at < profiles.as_of
join reviews on reviews.review_id = mentions.review_id
join aspects on aspects.aspect_id = profiles.aspect_id
cross join (
  select value::double as half_life_days from config where setting = 'profile.halfLifeDays'
) as settings
order by profiles.dialog_id, profiles.aspect_id, mentions.reviewed_at, mentions.mention_id
