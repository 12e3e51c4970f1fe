-- One kept aspect with its mentions.
select
  aspects.aspect_id as "aspectId",
  aspects.label,
  aspects.top_terms as "topTerms",
  (select count(*) from mentions where mentions.aspect_id = aspects.aspect_id) as "mentions"
from aspects
where aspects.kept
order by aspects.aspect_id
