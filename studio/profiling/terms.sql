-- One term that reviews often judge, under its aspect. Values: $terms, a JSON list.
select term_id, aspect_id, head, label, uses
from (
  select
    unnest(
      from_json(
        $terms,
        '[{"term_id":"VARCHAR","aspect_id":"VARCHAR","head":"VARCHAR","label":"VARCHAR","uses":"BIGINT"}]'
      ),
      max_depth := 2
    )
)
order by term_id
