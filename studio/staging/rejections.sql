-- one role of files and reason for which rows were rejected, of the file named or, for null, of all, the most frequent first; the
-- offending value, which follows a colon, is left out
select role, string_split(reason, ':')[1] as reason, count(*) as rows
from (
  select 'reviews' as role, source_file, reason from staged_reviews where reason is not null
  union all
  select 'items' as role, source_file, reason from staged_items where reason is not null
)
where source_file = coalesce($source_file, source_file)
group by all
order by role, rows desc, reason
