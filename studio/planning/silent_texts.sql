-- One silence of a plan and earlier review of its item by others, lower-cased. Input: table wanted_silences (dialog_id, item_id, topic_id, label, of the
-- plans of a batch), targets, reviews.
with wanted as (
  select wanted_silences.*, targets.user_id, targets.target_at
  from wanted_silences
  join targets on targets.dialog_id = wanted_silences.dialog_id
)
select wanted.dialog_id, wanted.item_id, wanted.topic_id, wanted.label, lower(reviews.text) as text
from wanted
join reviews
  on reviews.item_id = wanted.item_id
  -- The as-of rule; what the user wrote is no news to the user.
  and reviews.reviewed_at < wanted.target_at
  and reviews.user_id <> wanted.user_id
