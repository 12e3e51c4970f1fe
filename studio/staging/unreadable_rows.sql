-- one row that the inspection of the file's bytes left out
select $source_file as source_file, line, reason, excerpt
from read_json(
  $path,
  format = 'newline_delimited',
  columns = {line: 'BIGINT', reason: 'VARCHAR', excerpt: 'VARCHAR'}
)
