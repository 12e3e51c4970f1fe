-- Text as `keep` gives it, in small letters.
create or replace macro fold(given) as lower(keep(given))
