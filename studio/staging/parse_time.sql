-- macro: a time written as ISO 8601 (without a zone: UTC) or as a number since 1970 in seconds, milliseconds or microseconds, told
-- apart by size: 1e11 seconds are the year 5138, 1e11 milliseconds are 1973. Null for anything else.
create or replace temp macro parse_time(written) as
  case
    when regexp_full_match(written, '\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T][\d:.]+)?\s*') then try_cast(trim(written) as timestamp)
    when regexp_full_match(written, '\s*[+-]?\d+(\.\d*)?([eE][+-]?\d+)?\s*')
      then case
        when abs(try_cast(written as double)) < 1e11 then try(make_timestamp(round(try_cast(written as double) * 1e6)::bigint))
        when abs(try_cast(written as double)) < 1e14 then try(make_timestamp(round(try_cast(written as double) * 1e3)::bigint))
        when abs(try_cast(written as double)) < 1e17 then try(make_timestamp(round(try_cast(written as double))::bigint))
      end
    when regexp_matches(written, '^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]') then try_cast(trim(written) as timestamptz)::timestamp
  end
