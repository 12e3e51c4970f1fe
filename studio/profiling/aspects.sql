-- One group of terms, largest first; and 'a00' for the terms that belong to none. Values: $aspects, a JSON list.
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
  union all
  select 'a00', 'other', []::varchar[], 0, 0, false, 'none: terms that lie near no cluster'
)
order by aspect_id
