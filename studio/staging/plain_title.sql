-- macro: an item's title on one line
create or replace temp macro plain_title(written) as
  if(regexp_matches(written, '[\x00-\x1F]'), trim(regexp_replace(written, '\s+', ' ', 'g')), written)
