-- One dialog with clauses of its user's reviews strictly before its now, as JSON: the newest $perAspect that hold an opinion on each aspect and on each term
-- that fits what the user asks for, and $anyOther others on anything, those with an opinion first. Values also: $margin (code points of text around a clause).
-- Input: targets, voices, term_voices, mentions, reviews, items, table relevant_terms.
with spoken as (
  select
    targets.dialog_id,
    own.*,
    row_number() over (partition by targets.dialog_id, own.topic_id order by own.reviewed_at desc, own.mention_id) as place
  from targets
  join (
    select mention_id, review_id, user_id, item_id, reviewed_at, aspect_id, aspect_id as topic_id, char_start, char_end, term, sentiment
    from voices
    where polarity <> 'neutral'
    union all
    select mention_id, review_id, user_id, item_id, reviewed_at, aspect_id, term_id, char_start, char_end, term, sentiment
    from term_voices
    where polarity <> 'neutral'
  ) as own on own.user_id = targets.user_id and own.reviewed_at < targets.target_at
  where own.topic_id = own.aspect_id
    or exists (
      from relevant_terms
      where relevant_terms.dialog_id = targets.dialog_id and relevant_terms.term_id = own.topic_id
    )
),
anything as (
  select
    targets.dialog_id,
    mentions.mention_id,
    mentions.review_id,
    mentions.user_id,
    mentions.item_id,
    mentions.reviewed_at,
    'a00' as aspect_id,
    'a00' as topic_id,
    mentions.char_start,
    mentions.char_end,
    mentions.term,
    mentions.sentiment
  from targets
  join mentions on mentions.user_id = targets.user_id and mentions.reviewed_at < targets.target_at
  qualify row_number() over (
    partition by targets.dialog_id
    order by mentions.polarity not in ('positive', 'negative'), mentions.reviewed_at desc, mentions.mention_id
  ) <= $anyOther
),
placed as (
  select * exclude (place)
  from spoken
  where place <= $perAspect
  union all by name
  from anything
)
select
  placed.dialog_id,
  list_select(
    list(
      {
        'reviewId': placed.review_id,
        'reviewedAt': strftime(placed.reviewed_at, '%Y-%m-%dT%H:%M:%S.%gZ'),
        'rating': reviews.rating,
        'windowStart': greatest(placed.char_start - $margin, 0)::integer,
        'window': substring(
          reviews.text,
          greatest(placed.char_start - $margin, 0) + 1,
          placed.char_end + $margin - greatest(placed.char_start - $margin, 0)
        ),
        'charStart': placed.char_start,
        'charEnd': placed.char_end,
        'term': placed.term,
        'sentiment': placed.sentiment,
        'itemId': placed.item_id,
        'itemTitle': items.title,
        'aspectId': placed.aspect_id,
        'topicId': placed.topic_id
      }
    ),
    list_grade_up(list({'age': -epoch_us(placed.reviewed_at), 'mention_id': placed.mention_id, 'topic_id': placed.topic_id}))
  ) as clauses
from placed
join reviews on reviews.review_id = placed.review_id
join items on items.item_id = placed.item_id
-- An experience is told of something that has a name.
where items.title is not null
group by placed.dialog_id
