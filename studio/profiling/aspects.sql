-- One cluster, largest first. Values: $aspects, a JSON list.
select aspect_id, label, top_terms, clauses, coherence, kept, drop_reason
from (
  select
    unnest(
      from_json(
        $aspects,
        '[{"aspect_id":"VARCHAR","label":"VARCHAR","top_terms":["VARCHAR"],"clauses":"BIGINT","coherence":"DOUBLE","kept":"BOOLEAN","drop_reason":"VARCHAR"}]'
      ),
      max_depth := 2
    )
)
order by aspect_id
