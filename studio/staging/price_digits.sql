-- macro: the digits of a price with their points and commas
create or replace temp macro price_digits(written) as regexp_replace(written, '[^\d.,]', '', 'g')
