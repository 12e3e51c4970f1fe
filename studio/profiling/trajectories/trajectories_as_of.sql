-- One dialog, candidate item and aspect, or term of an aspect ('a01.burger'), that others spoke of before the dialog's now; a term's prior is its
-- aspect's. Whole months come as running sums, the target's own month
-- mention by mention. Input: candidates (those of a page of items), targets, items, topic_priors, candidate_mentions, running_months,
-- citable_mentions, macros. Values: $halfLifeDays, $kappa, $positiveFrom, $negativeUpTo.
with shown as materialized (
  select
    candidates.dialog_id,
    candidates.item_id,
    targets.target_at,
    year(targets.target_at) * 12 + month(targets.target_at) - 1 as target_month_no
  from candidates
  join targets on targets.dialog_id = candidates.dialog_id
),
monthly as materialized (
  select wanted.dialog_id, wanted.item_id, wanted.aspect_id, wanted.block, running_months.* exclude (item_id, aspect_id, block, month_no)
  from (
    select shown.dialog_id, shown.item_id, shown.target_month_no, series.aspect_id, series.block
    from shown
    join (select distinct item_id, aspect_id, block from running_months) as series on series.item_id = shown.item_id
  ) as wanted
  asof join running_months
    on running_months.item_id = wanted.item_id
    and running_months.aspect_id = wanted.aspect_id
    and running_months.block = wanted.block
    and running_months.month_no < wanted.target_month_no
  union all by name
  -- The as-of rule.
  select
    shown.dialog_id,
    shown.item_id,
    aspect_id,
    block,
    count(*) as n,
    count(*) filter (where sentiment >= $positiveFrom) as positive,
    count(*) filter (where sentiment <= $negativeUpTo) as negative,
    sum(y)::bigint as sum_y,
    sum(y * y) as sum_yy,
    sum(day_no)::bigint as sum_x,
    sum(day_no * day_no)::bigint as sum_xx,
    sum(day_no * y)::bigint as sum_xy,
    min(day_no) as first_day_no,
    max(day_no) as last_day_no,
    sum(weight) as weight,
    sum(weighted_y) as weighted_y,
    1 as months
  from shown
  join candidate_mentions
    on candidate_mentions.item_id = shown.item_id
    and candidate_mentions.month_no = shown.target_month_no
    and candidate_mentions.reviewed_at < shown.target_at
  group by shown.dialog_id, shown.item_id, aspect_id, block
),
block_sums as materialized (
  select
    monthly.dialog_id,
    monthly.item_id,
    monthly.aspect_id,
    block,
    any_value(prior) as prior,
    sum(n) as n,
    sum(positive) as positive,
    sum(negative) as negative,
    sum(months) as months,
    sum(sum_y) as sum_y,
    sum(sum_yy) as sum_yy,
    sum(sum_x) as sum_x,
    sum(sum_xx) as sum_xx,
    sum(sum_xy) as sum_xy,
    min(first_day_no) as first_day_no,
    max(last_day_no) as last_day_no,
    sum(weight) as weight,
    sum(weighted_y) as weighted_y
  from monthly
  join items on items.item_id = monthly.item_id
  join topic_priors
    on topic_priors.dialog_id = monthly.dialog_id
    and topic_priors.category = items.category
    and topic_priors.aspect_id = split_part(monthly.aspect_id, '.', 1)
  group by monthly.dialog_id, monthly.item_id, monthly.aspect_id, block
),
sums as materialized (
  from across_blocks(block_sums, $halfLifeDays)
),
newest_citable as materialized (
  select sides.dialog_id, sides.item_id, sides.aspect_id, sides.is_positive, ends.place
  from (
    select sums.dialog_id, sums.item_id, sums.aspect_id, shown.target_at, is_positive
    from sums
    join shown on shown.dialog_id = sums.dialog_id and shown.item_id = sums.item_id
    cross join (values (true), (false)) as polarities(is_positive)
  ) as sides
  asof join (
    select item_id, aspect_id, is_positive, reviewed_at, max(place) as place
    from citable_mentions
    group by item_id, aspect_id, is_positive, reviewed_at
  ) as ends
    on ends.item_id = sides.item_id
    and ends.aspect_id = sides.aspect_id
    and ends.is_positive = sides.is_positive
    and ends.reviewed_at < sides.target_at
),
evidence_lists as materialized (
  select
    wanted.dialog_id,
    wanted.item_id,
    wanted.aspect_id,
    list_select(
      list(
        {
          'review_id': citable_mentions.review_id,
          'char_start': citable_mentions.char_start,
          'char_end': citable_mentions.char_end,
          'reviewed_at': citable_mentions.reviewed_at,
          'sentiment': citable_mentions.sentiment
        }
      ),
      list_grade_up(list({'age': -epoch_us(citable_mentions.reviewed_at), 'mention_id': citable_mentions.mention_id}))
    ) as evidence
  from (
    -- Three of a polarity are as many as a claim cites.
    select dialog_id, item_id, aspect_id, is_positive, unnest(range(greatest(place - 2, 1), place + 1)) as place
    from newest_citable
  ) as wanted
  join citable_mentions using (item_id, aspect_id, is_positive, place)
  group by wanted.dialog_id, wanted.item_id, wanted.aspect_id
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
from trajectory_figures(sums, $kappa) as figures
join targets on targets.dialog_id = figures.dialog_id
left join evidence_lists
  on evidence_lists.dialog_id = figures.dialog_id
  and evidence_lists.item_id = figures.item_id
  and evidence_lists.aspect_id = figures.aspect_id
