-- one row of a review file that source.exclude names, or that repeats a review it names, and the lines that it and those before it in the file
-- take: they are 1 a row but in CSV files, where a row ends at the next one
create or replace temp table forgotten_rows as
with named as (
  select *
  from staged_reviews
  where
    exclusion_hash('user', coalesce(user_id, rejected_user_id)) in (select hash from excluded)
    or exclusion_hash('review', coalesce(review_id, rejected_review_id)) in (select hash from excluded)
    -- the id that a review has where its own names several reviews
    or (
      reason is null
      and exclusion_hash('review', review_hash(user_id, item_id, reviewed_at, text)) in (select hash from excluded)
    )
    -- a row that cannot be taken apart belongs to whom it names anywhere
    or (
      reason is not null
      and rejected_user_id is null
      and list_has_any(
        list_transform(
          regexp_extract_all(coalesce(rejected_row, excerpt), '[^\s"'',:;|{}\[\]()<>\\]+'),
          lambda word: exclusion_hash('user', word)
        ) || list_transform(
          regexp_extract_all(coalesce(rejected_row, excerpt), '[^\s"'',:;|{}\[\]()<>\\]+'),
          lambda word: exclusion_hash('review', word)
        ),
        (select list(hash) from excluded)
      )
    )
),
forgotten as (
  select source_file, source_line from named
  union
  -- what staging would take for a repeat or a copy of the review, and keep in its place
  select other.source_file, other.source_line
  from staged_reviews as other
  join named
    on named.user_id = other.user_id
    and named.reviewed_at = other.reviewed_at
    and named.text = other.text
    and (named.item_id = other.item_id or length(other.text) >= 40)
  where named.reason is null and other.reason is null and trim(other.text) <> ''
),
measured as (
  select
    forgotten.source_file,
    forgotten.source_line,
    if(
      list_contains(from_json($csv_files, '["VARCHAR"]'), forgotten.source_file),
      coalesce(following.source_line - forgotten.source_line, 1),
      1
    ) as lines
  from forgotten
  asof left join staged_reviews as following
    on following.source_file = forgotten.source_file and following.source_line > forgotten.source_line
)
select
  source_file,
  source_line,
  (sum(lines) over (partition by source_file order by source_line))::bigint as lines_before_next
from measured
