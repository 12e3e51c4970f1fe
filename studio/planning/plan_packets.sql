-- One dialog of page $page, with all its plan is made of as one JSON object. Input: relations voices, trajectories_as_of, tables dialog_pages, user_behaviours, profile_mentions,
-- profile_term_mentions, own_clauses, own_writing, title_grams, relevant_aspects, relevant_terms, intent_aspects, intent_terms, relations aspects and terms.
with page as (
  select targets.*
  from targets
  join dialog_pages on dialog_pages.dialog_id = targets.dialog_id
  where dialog_pages.page = $page
),
termed_aspects as (
  -- Of these a list of terms is known, so that their own names are not the finest words.
  select distinct aspect_id
  from terms
),
profile_terms as (
  select
    dialog_id,
    aspect_id,
    list_select(list({'topicId': term_id, 'label': label, 'mentions': mentions}), list_grade_up(list(term_id))) as terms
  from profile_term_mentions
  group by dialog_id, aspect_id
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
          'mentions': profile_mentions.mentions,
          'terms': case when termed_aspects.aspect_id is not null then coalesce(profile_terms.terms, []) end
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
  left join termed_aspects on termed_aspects.aspect_id = profiles.aspect_id
  left join profile_terms on profile_terms.dialog_id = page.dialog_id and profile_terms.aspect_id = profiles.aspect_id
  group by page.dialog_id
),
target_terms as (
  select
    dialog_id,
    aspect_id,
    list_select(list({'topicId': term_id, 'label': label, 'sentiment': sentiment}), list_grade_up(list(term_id))) as terms
  from intent_terms
  group by dialog_id, aspect_id
),
intent_lists as (
  select
    page.dialog_id,
    list_select(
      list(
        {
          'aspectId': intent_aspects.aspect_id,
          'label': aspects.label,
          'sentiment': intent_aspects.sentiment,
          'terms': case when termed_aspects.aspect_id is not null then coalesce(target_terms.terms, []) end
        }
      ),
      list_grade_up(list(intent_aspects.aspect_id))
    ) as intent
  from page
  join intent_aspects on intent_aspects.dialog_id = page.dialog_id
  join aspects on aspects.aspect_id = intent_aspects.aspect_id
  left join termed_aspects on termed_aspects.aspect_id = intent_aspects.aspect_id
  left join target_terms
    on target_terms.dialog_id = page.dialog_id and target_terms.aspect_id = intent_aspects.aspect_id
  group by page.dialog_id
),
own_aspects as (
  -- Of an item that the user knows: what others say of it is told only on aspects that the user's own reviews of it do not speak of.
  select distinct page.dialog_id, voices.item_id, voices.aspect_id
  from page
  join voices on voices.user_id = page.user_id and voices.reviewed_at < page.target_at
),
shown_facts as (
  select facts.*
  from page
  join trajectories_as_of as facts on facts.dialog_id = page.dialog_id
  anti join own_aspects
    on own_aspects.dialog_id = page.dialog_id
    and own_aspects.item_id = facts.item_id
    and own_aspects.aspect_id = split_part(facts.aspect_id, '.', 1)
),
said_terms as (
  -- The one term that all reviewers of an item used for an aspect, though the run's list lacks it.
  select wordless.dialog_id, wordless.item_id, wordless.aspect_id, lower(any_value(voices.term)) as term
  from (
    select dialog_id, item_id, aspect_id, n, unnest(evidence) as mention
    from shown_facts
    where not contains(aspect_id, '.')
      and not exists (
        from shown_facts as finer
        where finer.dialog_id = shown_facts.dialog_id
          and finer.item_id = shown_facts.item_id
          and starts_with(finer.aspect_id, shown_facts.aspect_id || '.')
      )
  ) as wordless
  join voices on voices.review_id = wordless.mention.review_id and voices.aspect_id = wordless.aspect_id
  group by wordless.dialog_id, wordless.item_id, wordless.aspect_id
  having count(distinct lower(voices.term)) = 1 and count(*) = any_value(wordless.n)
),
trajectory_lists as (
  select
    facts.dialog_id,
    facts.item_id,
    list_select(
      list(
        {
          'aspectId': facts.aspect_id,
          -- An aspect of which terms are known is not named by its cluster.
          'label': coalesce(terms.label, said_terms.term, case when termed_aspects.aspect_id is null then aspects.label end),
          'n': facts.n,
          'positive': facts.positive,
          'negative': facts.negative,
          'level': facts.level,
          'trend': facts.label,
          'ofCategory': coalesce(greatest(relevant_terms.others, 1), case when termed_aspects.aspect_id is not null then 0 end),
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
  from shown_facts as facts
  left join aspects on aspects.aspect_id = facts.aspect_id
  left join terms on terms.term_id = facts.aspect_id
  left join termed_aspects on termed_aspects.aspect_id = facts.aspect_id
  left join relevant_terms on relevant_terms.dialog_id = facts.dialog_id and relevant_terms.term_id = facts.aspect_id
  left join said_terms
    on said_terms.dialog_id = facts.dialog_id
    and said_terms.item_id = facts.item_id
    and said_terms.aspect_id = facts.aspect_id
  group by facts.dialog_id, facts.item_id
),
gram_lists as (
  select
    page.dialog_id,
    list_select(
      list({'gram': title_grams.gram, 'items': title_grams.items}),
      list_grade_up(list(title_grams.gram))
    ) as title_grams
  from page
  join title_grams on title_grams.dialog_id = page.dialog_id
  group by page.dialog_id
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
          -- Sources of places list categories without an order, as one text.
          'path': coalesce(
            case
              when json_type(items.attributes, '$.categories[0]') = 'ARRAY'
                then json_extract_string(items.attributes, '$.categories[0][*]')
              when json_type(items.attributes, '$.categories') = 'ARRAY'
                then json_extract_string(items.attributes, '$.categories[*]')
            end,
            []
          ),
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
    'titleGrams': coalesce(gram_lists.title_grams, []),
    'candidates': coalesce(candidate_lists.candidates, [])
  })::varchar as packet
from page
join user_behaviours on user_behaviours.dialog_id = page.dialog_id
left join own_writing on own_writing.dialog_id = page.dialog_id
left join own_clauses on own_clauses.dialog_id = page.dialog_id
left join profile_lists on profile_lists.dialog_id = page.dialog_id
left join intent_lists on intent_lists.dialog_id = page.dialog_id
left join gram_lists on gram_lists.dialog_id = page.dialog_id
left join candidate_lists on candidate_lists.dialog_id = page.dialog_id
order by page.dialog_id
