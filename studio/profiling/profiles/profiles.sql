-- One dialog and aspect of its user's earlier mentions: the temporal profile as of the target. Input: profile_figures, numbered_targets,
-- numbered_aspects. The order is that of profile_figures: names are looked up without another sort.
select
  numbered_targets.dialog_id,
  numbered_targets.user_id,
  numbered_targets.target_at as as_of,
  numbered_aspects.aspect_id,
  profile_figures.mentions,
  profile_figures.weight,
  profile_figures.sentiment,
  profile_figures.share,
  numbered_targets.target_at - to_microseconds(profile_figures.newest_age_us) as newest_at
from profile_figures
join numbered_targets using (target_no)
join numbered_aspects using (aspect_no)
