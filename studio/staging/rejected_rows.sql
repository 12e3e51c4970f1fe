-- one input row that could not be read
select source_file, line, reason, excerpt
from (
  select source_file, source_line as line, reason, excerpt from staged_reviews where reason is not null
  union all
  select source_file, source_line, reason, excerpt from staged_items where reason is not null
)
order by source_file, line, reason, excerpt
