-- macro: what stands beside the digits of a price: '€' of '12,50 €'
create or replace temp macro price_mark(written) as regexp_replace(written, '[\d.,\s\x{A0}]', '', 'g')
