-- step: line numbers of staged_items are those of the file without the forgotten rows
update staged_items
set source_line = source_line - moved.lines_before_next
from (
  select staged.rowid as row_id, lines_before_next
  from staged_items as staged
  asof join forgotten_rows
    on forgotten_rows.source_file = staged.source_file and forgotten_rows.source_line < staged.source_line
) as moved
where staged_items.rowid = moved.row_id
