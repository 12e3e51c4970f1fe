-- macro: a time written as ISO 8601 (without a zone: UTC; a month is its first day), as digits of a date (20190731, 201807, 20190731123000), or as
-- a number since 1970 in seconds, milli-, micro- or nanoseconds, told apart by size: from 1973 to 2100 no number is two of these. One that
-- is none (43677, 2019) gives null, as anything else does. 0 is 1970
create or replace temp macro parse_time(written) as
  case
    when regexp_full_match(written, '\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T][\d:.]+)?\s*') then try_cast(trim(written) as timestamp)
    when regexp_full_match(written, '\s*\d{4}[-/]\d{1,2}\s*') then try_cast(trim(written) || '-01' as timestamp)
    when regexp_full_match(written, '\s*(19|20)\d{2}((0[1-9]|1[0-2])|\d{4}|\d{8}|\d{10})(\.0*)?\s*')
      then case length(regexp_extract(written, '\d+'))
        when 6 then try_strptime(regexp_extract(written, '\d+') || '01', '%Y%m%d')
        when 8 then try_strptime(regexp_extract(written, '\d+'), '%Y%m%d')
        when 12 then try_strptime(regexp_extract(written, '\d+'), '%Y%m%d%H%M')
        else try_strptime(regexp_extract(written, '\d+'), '%Y%m%d%H%M%S')
      end
    when regexp_full_match(written, '\s*[+-]?\d+(\.\d*)?([eE][+-]?\d+)?\s*')
      then case
        when try_cast(written as double) = 0 then timestamp 'epoch'
        -- 1e8 seconds are 1973, 4102444800 are 2100
        when try_cast(written as double) between 1e8 and 4102444800 then time_since(written, 1e6)
        when try_cast(written as double) between 1e11 and 4102444800e3 then time_since(written, 1e3)
        when try_cast(written as double) between 1e14 and 4102444800e6 then time_since(written, 1)
        when try_cast(written as double) between 1e17 and 4102444800e9 then time_since(written, 1e-3)
      end
    when regexp_matches(written, '^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]') then try_cast(trim(written) as timestamptz)::timestamp
  end
