-- One dialog, candidate item and aspect that others mentioned before the dialog's now. Input: macro trajectory_figures. Values: $halfLifeDays, $kappa.
with candidate_mentions as (
  -- The as-of rule. The user's own reviews are left out: the system tells the user what others say.
  select
    targets.dialog_id,
    targets.user_id,
    targets.target_at,
    items.category,
    mentions.*
  from candidates
  join targets on targets.dialog_id = candidates.dialog_id
  join items on items.item_id = candidates.item_id
  join mentions
    on mentions.item_id = candidates.item_id
    and mentions.reviewed_at < targets.target_at
    and mentions.user_id <> targets.user_id
),
category_days as (
  select
    items.category,
    mentions.aspect_id,
    mentions.reviewed_at,
    count(*) as n,
    sum(round(mentions.sentiment * 1e6)::hugeint) as sum_y
  from mentions
  join items using (item_id)
  group by items.category, mentions.aspect_id, mentions.reviewed_at
),
category_sums as (
  select
    category,
    aspect_id,
    reviewed_at,
    sum(n) over up_to_then as n,
    sum(sum_y) over up_to_then as sum_y
  from category_days
  window up_to_then as (partition by category, aspect_id order by reviewed_at)
),
own_sums as (
  select
    targets.dialog_id,
    items.category,
    mentions.aspect_id,
    count(*) as n,
    sum(round(mentions.sentiment * 1e6)::hugeint) as sum_y
  from targets
  join mentions on mentions.user_id = targets.user_id and mentions.reviewed_at < targets.target_at
  join items on items.item_id = mentions.item_id
  group by targets.dialog_id, items.category, mentions.aspect_id
),
priors as (
  -- The category's mean as of now: running sums up to the last mention before the target, less the user's own.
  select
    wanted.dialog_id,
    wanted.category,
    wanted.aspect_id,
    (category_sums.sum_y - coalesce(own_sums.sum_y, 0))::double / (category_sums.n - coalesce(own_sums.n, 0)) / 1e6 as prior
  from (select distinct dialog_id, target_at, category, aspect_id from candidate_mentions) as wanted
  asof join category_sums
    on category_sums.category = wanted.category
    and category_sums.aspect_id = wanted.aspect_id
    and category_sums.reviewed_at < wanted.target_at
  left join own_sums
    on own_sums.dialog_id = wanted.dialog_id
    and own_sums.category = wanted.category
    and own_sums.aspect_id = wanted.aspect_id
),
scope as (
  select
    candidate_mentions.dialog_id,
    candidate_mentions.item_id,
    candidate_mentions.aspect_id,
    candidate_mentions.reviewed_at,
    candidate_mentions.sentiment,
    priors.prior
  from candidate_mentions
  join priors using (dialog_id, category, aspect_id)
),
citable as (
  select *
  from candidate_mentions
  where abs(sentiment) >= 0.2
  qualify row_number() over (
    partition by dialog_id, item_id, aspect_id, sentiment > 0
    order by reviewed_at desc, mention_id
  ) <= 6
),
evidence_lists as (
  select
    dialog_id,
    item_id,
    aspect_id,
    list(
      {
        'review_id': review_id,
        'char_start': char_start,
        'char_end': char_end,
        'reviewed_at': reviewed_at,
        'sentiment': sentiment
      }
      order by reviewed_at desc, mention_id
    ) as evidence
  from citable
  group by dialog_id, item_id, aspect_id
)
select
  figures.dialog_id,
  figures.item_id,
  figures.aspect_id,
  targets.target_at as as_of,
  figures.n,
  figures.positive,
  figures.negative,
  figures.mean,
  figures.shrunk_mean,
  figures.prior,
  figures.level,
  figures.slope_per_year,
  figures.slope_se,
  figures.label,
  figures.first_month,
  figures.last_month,
  coalesce(evidence_lists.evidence, []) as evidence
from trajectory_figures(scope, $halfLifeDays, $kappa) as figures
join targets on targets.dialog_id = figures.dialog_id
left join evidence_lists
  on evidence_lists.dialog_id = figures.dialog_id
  and evidence_lists.item_id = figures.item_id
  and evidence_lists.aspect_id = figures.aspect_id
order by figures.dialog_id, figures.item_id, figures.aspect_id
