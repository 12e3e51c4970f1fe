-- One dialog of page $page, with all its plan is made of as one JSON object. Input: relation voices, tables dialog_pages, user_behaviours, profile_mentions,
-- own_clauses, own_writing, relevant_aspects, intent_aspects, relations aspects and terms.
with page as (
  select targets.*
  from targets
  join dialog_pages on dialog_pages.dialog_id = targets.dialog_id
  where dialog_pages.page = $page
),
profile_lists as (
  select
    page.dialog_id,
    list_select(
      list(
        {
          'aspectId': profiles.aspect_id,
          'label': aspects.label,
          'share': profiles.share,
          'sentiment': profiles.sentiment,
          'mentions': profile_mentions.mentions
        }
      ),
      list_grade_up(list(profiles.aspect_id))
    ) as profile
  from page
  join profiles on profiles.dialog_id = page.dialog_id
  join profile_mentions on profile_mentions.dialog_id = page.dialog_id and profile_mentions.aspect_id = profiles.aspect_id
  join aspects on aspects.aspect_id = profiles.aspect_id
  join relevant_aspects
    on relevant_aspects.dialog_id = page.dialog_id and relevant_aspects.aspect_id = profiles.aspect_id
  group by page.dialog_id
),
intent_lists as (
  select
    page.dialog_id,
    list_select(
      list(
        {'aspectId': intent_aspects.aspect_id, 'label': aspects.label, 'sentiment': intent_aspects.sentiment}
      ),
      list_grade_up(list(intent_aspects.aspect_id))
    ) as intent
  from page
  join intent_aspects on intent_aspects.dialog_id = page.dialog_id
  join aspects on aspects.aspect_id = intent_aspects.aspect_id
  group by page.dialog_id
),
own_aspects as (
  -- Of an item that the user knows: what others say of it is told only on aspects that the user's own reviews of it do not speak of.
  select distinct page.dialog_id, voices.item_id, voices.aspect_id
  from page
  join voices on voices.user_id = page.user_id and voices.reviewed_at < page.target_at
),
trajectory_lists as (
  select
    page.dialog_id,
    facts.item_id,
    list_select(
      list(
        {
          'aspectId': facts.aspect_id,
          'label': coalesce(terms.label, aspects.label),
          'n': facts.n,
          'positive': facts.positive,
          'negative': facts.negative,
          'level': facts.level,
          'trend': facts.label,
          'firstMonth': strftime(facts.first_month, '%Y-%m-%d'),
          'evidence': list_transform(
            facts.evidence,
            lambda mention: {
              'reviewId': mention.review_id,
              'reviewedAt': strftime(mention.reviewed_at, '%Y-%m-%dT%H:%M:%S.%gZ'),
              'charStart': mention.char_start,
              'charEnd': mention.char_end,
              'sentiment': mention.sentiment
            }
          )
        }
      ),
      list_grade_up(list(facts.aspect_id))
    ) as trajectories
  from page
  join trajectories_as_of as facts on facts.dialog_id = page.dialog_id
  anti join own_aspects
    on own_aspects.dialog_id = page.dialog_id
    and own_aspects.item_id = facts.item_id
    and own_aspects.aspect_id = split_part(facts.aspect_id, '.', 1)
  left join aspects on aspects.aspect_id = facts.aspect_id
  left join terms on terms.term_id = facts.aspect_id
  group by page.dialog_id, facts.item_id
),
candidate_lists as (
  select
    page.dialog_id,
    list_select(
      list(
        {
          'itemId': candidates.item_id,
          'title': items.title,
          'category': items.category,
          'price': items.price,
          'role': candidates.role,
          'strategy': candidates.strategy,
          'rank': candidates.rank,
          'trajectories': coalesce(trajectory_lists.trajectories, [])
        }
      ),
      list_grade_up(list(candidates.rank))
    ) as candidates
  from page
  join candidates on candidates.dialog_id = page.dialog_id
  join items on items.item_id = candidates.item_id
  left join trajectory_lists
    on trajectory_lists.dialog_id = page.dialog_id
    and trajectory_lists.item_id = candidates.item_id
  group by page.dialog_id
)
select
  to_json({
    'dialogId': page.dialog_id,
    'userId': page.user_id,
    'targetItemId': page.item_id,
    'asOf': strftime(page.target_at, '%Y-%m-%dT%H:%M:%S.%gZ'),
    'keptAspects': (select count(*) from aspects where kept),
    'behaviour': {
      'reviews': user_behaviours.reviews,
      'meanWords': user_behaviours.mean_words,
      'communityMeanWords': user_behaviours.community_mean_words,
      'lowRatings': user_behaviours.low_ratings,
      'mentions': user_behaviours.mentions,
      'negativeMentions': user_behaviours.negative_mentions
    },
    'writing': coalesce(own_writing.writing, []),
    'ownClauses': coalesce(own_clauses.clauses, []),
    'profile': coalesce(profile_lists.profile, []),
    'intent': coalesce(intent_lists.intent, []),
    'candidates': coalesce(candidate_lists.candidates, [])
  })::varchar as packet
from page
join user_behaviours on user_behaviours.dialog_id = page.dialog_id
left join own_writing on own_writing.dialog_id = page.dialog_id
left join own_clauses on own_clauses.dialog_id = page.dialog_id
left join profile_lists on profile_lists.dialog_id = page.dialog_id
left join intent_lists on intent_lists.dialog_id = page.dialog_id
left join candidate_lists on candidate_lists.dialog_id = page.dialog_id
order by page.dialog_id
