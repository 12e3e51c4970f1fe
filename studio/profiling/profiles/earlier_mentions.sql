-- One target and mention that its user made before it, in whole numbers: `y` is the sentiment in millionths. Input: voices, numbered_targets,
-- numbered_aspects.
select
  target_no,
  aspect_no::utinyint as aspect_no,
  epoch_us(target_at) - epoch_us(reviewed_at) as age_us,
  (sentiment * 1e6)::integer as y
from voices
join numbered_aspects using (aspect_id)
-- The as-of rule.
join numbered_targets on numbered_targets.user_id = voices.user_id and voices.reviewed_at < numbered_targets.target_at
