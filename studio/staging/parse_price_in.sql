-- macro: a single price, its currency's sign or code before or behind it or left out ('€12,50', '1.299,00 EUR', '12.5'); marks are the
-- accepted ones, '€|EUR', or '' for any; a comma before one or two last digits is a decimal one. Null for a range or another currency
create or replace temp macro parse_price_in(written, marks) as
  if(
    regexp_full_match(trim(replace(written, chr(160), ' ')), '(\p{Sc}|[A-Z]{3})?\s*\d[\d.,]*\s*(\p{Sc}|[A-Z]{3})?')
      and list_contains([''] || string_split(marks, '|') || if(marks = '', [price_mark(written)], []), price_mark(written)),
    case
      when regexp_full_match(price_digits(written), '\d+(\.\d+)?') then try_cast(price_digits(written) as double)
      when regexp_full_match(price_digits(written), '\d{1,3}(,\d{3})+(\.\d+)?')
        then try_cast(replace(price_digits(written), ',', '') as double)
      when regexp_full_match(price_digits(written), '\d+,\d{1,2}|\d{1,3}(\.\d{3})+(,\d+)?')
        then try_cast(replace(replace(price_digits(written), '.', ''), ',', '.') as double)
    end,
    null
  )
