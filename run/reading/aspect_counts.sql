-- One kept aspect with how many speak of it, and its terms, most spoken of first.
with counted as (
  select aspect_id, count(*) as voices, count(distinct user_id) as reviewers
  from voices
  group by aspect_id
),
term_counts as (
  select
    terms.aspect_id,
    terms.label,
    count(*) as voices,
    count(distinct term_voices.user_id) as reviewers
  from terms
  join term_voices on term_voices.term_id = terms.term_id
  group by terms.aspect_id, terms.term_id, terms.label
),
term_lists as (
  select
    aspect_id,
    list_select(
      list({'label': label, 'voices': voices, 'reviewers': reviewers}),
      list_grade_up(list({'voices': -voices, 'label': label}))
    ) as terms
  from term_counts
  group by aspect_id
)
select
  aspects.aspect_id as "aspectId",
  aspects.label,
  aspects.top_terms as "topTerms",
  coalesce(counted.voices, 0) as "voices",
  coalesce(counted.reviewers, 0) as "reviewers",
  coalesce(term_lists.terms, []) as "terms"
from aspects
left join counted on counted.aspect_id = aspects.aspect_id
left join term_lists on term_lists.aspect_id = aspects.aspect_id
where aspects.kept
order by aspects.aspect_id
