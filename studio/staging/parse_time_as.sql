-- macro: a time in the format that the config names: a unit since 1970, Excel's days since 1899-12-30, or a pattern of strptime; '' guesses
create or replace temp macro parse_time_as(written, format) as
  case format
    when '' then parse_time(written)
    when 'seconds' then time_since(written, 1e6)
    when 'milliseconds' then time_since(written, 1e3)
    when 'microseconds' then time_since(written, 1)
    when 'nanoseconds' then time_since(written, 1e-3)
    when 'days' then time_since(written, 86400e6)
    when 'excel-days' then time_since(written, 86400e6) - interval 25569 days
    -- the pattern is parsed before any row is looked at, and an empty one is an error
    else try_strptime(trim(written), coalesce(nullif(format, ''), '%Y'))
  end
