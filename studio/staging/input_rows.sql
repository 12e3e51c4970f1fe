-- one line of an input file as it stands, with its number from 1; blank lines are left out
select
  line,
  row_text,
  case
    when json_valid(row_text) then if(regexp_matches(row_text, '^[ \t]*\{'), null, 'not a JSON object')
    when line = $unterminated_line then 'truncated last line'
    else 'bad JSON'
  end as problem
from (
  select row_number() over () as line, row_text
  from read_csv(
    $path,
    columns = {'row_text': 'VARCHAR'},
    auto_detect = false,
    header = false,
    -- a whole line is one field: the inspection lets no line pass that holds this delimiter, a lone carriage return or over 16 MiB
    delim = chr(1),
    quote = '',
    escape = '',
    strict_mode = false,
    parallel = false,
    max_line_size = 16778240,
    buffer_size = 33554432
  )
)
where row_text is not null and not regexp_full_match(row_text, '[ \t]*')
