-- One span of a review whose words a dialog may repeat: those that its plan quotes or remembers, which is all that reaches an agent. Input: dialogs,
-- plans, reviews.
with spans as (
  select
    dialog_id,
    unnest(
      json_extract(plan, '$..quotes[*]') || json_extract(plan, '$..remarks[*]') || json_extract(plan, '$.memories[*]')
    ) as span
  from plans
)
select distinct
  spans.dialog_id,
  reviews.review_id,
  (span ->> '$.charStart')::int as char_start,
  substring(reviews.text, (span ->> '$.charStart')::int + 1, (span ->> '$.charEnd')::int - (span ->> '$.charStart')::int) as text
from spans
join reviews on reviews.review_id = (span ->> '$.reviewId')
semi join dialogs on dialogs.dialog_id = spans.dialog_id and dialogs.status = 'accepted'
order by all
