-- macro: a text, or null where it is one of the words that programs write for a missing value (pandas, R, SQL dumps, spreadsheets)
create or replace temp macro known_text(written) as
  if(
    trim(written) in (
      'nan', 'NaN', 'NAN', 'NaT', 'null', 'NULL', 'Null', '(null)', '<null>', 'None', 'NONE', 'nil', 'NIL', '\N', 'NA', 'N/A', 'n/a', '<NA>',
      '#N/A', '#NULL!', '#VALUE!', '#REF!', '#DIV/0!', '#NAME?', 'undefined'
    ),
    null,
    written
  )
