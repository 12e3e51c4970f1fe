-- macro: a single price in dollars ('12.99', '$1,299.00'); null for a range ('$5 - $9'), another currency, or no number
create or replace temp macro parse_price(written) as
  if(
    regexp_full_match(trim(written), '\$?\s*\d[\d,]*(\.\d+)?'),
    try_cast(regexp_replace(written, '[$,\s]', '', 'g') as double),
    null
  )
