-- Text as the checks compare it, with its capitals: words without accents and marks, a blank at each end.
create or replace macro keep(given) as
  ' ' || trim(regexp_replace(strip_accents(given), '[^\p{L}\p{N}]+', ' ', 'g')) || ' '
