-- One mention of one partition. is_voice marks the mention that speaks for its review on an aspect, is_term_voice on a term: one reviewer, one
-- voice, with the polarity and sentiment of all the review's mentions of it. Input: table found_mentions, view partition_reviews.
with placed as (
  select
    partition_reviews.review_id,
    partition_reviews.user_id,
    partition_reviews.item_id,
    partition_reviews.reviewed_at,
    nullif(found_mentions.aspect_id, '') as aspect_id,
    nullif(found_mentions.term_id, '') as term_id,
    found_mentions.* exclude (review_no, aspect_id, term_id, opinion_start, opinion_end, voice_sentiment),
    nullif(found_mentions.opinion_start, -1) as opinion_start,
    nullif(found_mentions.opinion_end, -1) as opinion_end,
    -- The surest opinion that counts speaks for the review, so that a quote says what the voice says; of none, the first mention.
    row_number() over (
      of_aspect
      order by found_mentions.voice = 'neutral', found_mentions.confidence desc, found_mentions.term_start
    ) as aspect_place,
    row_number() over (
      of_term
      order by found_mentions.voice = 'neutral', found_mentions.confidence desc, found_mentions.term_start
    ) as term_place,
    count(*) filter (where voice in ('positive', 'mixed')) over of_aspect as aspect_praise,
    count(*) filter (where voice in ('negative', 'mixed')) over of_aspect as aspect_blame,
    sum((found_mentions.voice_sentiment * 1e6)::bigint) filter (where voice in ('positive', 'negative')) over of_aspect as aspect_sentiment,
    count(*) filter (where voice in ('positive', 'negative')) over of_aspect as aspect_sided,
    count(*) filter (where voice in ('positive', 'negative')) over of_term as term_sided,
    count(*) filter (where voice in ('positive', 'mixed')) over of_term as term_praise,
    count(*) filter (where voice in ('negative', 'mixed')) over of_term as term_blame,
    sum((found_mentions.voice_sentiment * 1e6)::bigint) filter (where voice in ('positive', 'negative')) over of_term as term_sentiment,
    row_number() over (partition by found_mentions.review_no order by found_mentions.clause_no, found_mentions.term_start) = 1 as is_first
  from found_mentions
  join partition_reviews using (review_no)
  window
    of_aspect as (partition by found_mentions.review_no, found_mentions.aspect_id),
    of_term as (partition by found_mentions.review_no, found_mentions.term_id)
)
select
  review_id || ':' || clause_no || ':' || term_start as mention_id,
  review_id,
  user_id,
  item_id,
  reviewed_at,
  aspect_id,
  term_id,
  clause_no,
  char_start,
  char_end,
  term,
  head,
  term_start,
  term_end,
  opinion_start,
  opinion_end,
  polarity,
  sentiment,
  confidence,
  is_first,
  aspect_id is not null and aspect_place = 1 as is_voice,
  case
    when aspect_praise > 0 and aspect_blame > 0 then 'mixed'
    when aspect_praise > 0 then 'positive'
    when aspect_blame > 0 then 'negative'
    else 'neutral'
  end as voice_polarity,
  case
    when (aspect_praise > 0) = (aspect_blame > 0) then 0.0
    else round(aspect_sentiment / aspect_sided) / 1e6
  end as voice_sentiment,
  term_id is not null and term_place = 1 as is_term_voice,
  case
    when term_praise > 0 and term_blame > 0 then 'mixed'
    when term_praise > 0 then 'positive'
    when term_blame > 0 then 'negative'
    else 'neutral'
  end as term_voice_polarity,
  case
    when (term_praise > 0) = (term_blame > 0) then 0.0
    else round(term_sentiment / term_sided) / 1e6
  end as term_voice_sentiment
from placed
order by review_id, clause_no, term_start
