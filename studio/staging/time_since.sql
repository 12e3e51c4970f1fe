-- macro: a number of units since 1970, each of so many microseconds; null where it is none
create or replace temp macro time_since(written, microseconds) as
  try(make_timestamp(round(try_cast(written as double) * microseconds)::bigint))
