-- One row: one piece of the evidence in `$evidence` (JSON) with the aspect's label and the words it points to.
select
  cited."reviewId",
  cited."aspectId",
  cited."charStart",
  cited."charEnd",
  coalesce(aspects.label, cited."aspectId") as label,
  substring(reviews.text, cited."charStart" + 1, cited."charEnd" - cited."charStart") as text
from (
  -- Unnested before the duplicates are removed: DISTINCT looks at the first column only of a struct unnested beside it.
  select distinct evidence.*
  from (
    select unnest(from_json($evidence, '[{
      "reviewId": "VARCHAR",
      "aspectId": "VARCHAR",
      "charStart": "BIGINT",
      "charEnd": "BIGINT"
    }]')) as evidence
  )
) cited
left join reviews on reviews.review_id = cited."reviewId"
left join aspects on aspects.aspect_id = cited."aspectId"
