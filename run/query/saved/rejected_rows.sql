-- Which input rows could not be read, by file and reason, with the first line of each.
select source_file, reason, count(*) as rows, min(line) as first_line, arg_min(excerpt, line) as first_excerpt
from rejected_rows
group by source_file, reason
order by rows desc, source_file, reason
