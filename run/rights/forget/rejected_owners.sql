-- one id that a rejected row names as a whole word. Input: relation rejected_rows
select distinct id
from (select unnest(from_json($ids, '["VARCHAR"]')) as id)
join (
  select distinct unnest(regexp_extract_all(excerpt, '[^\s"'',:;|{}\[\]()<>\\]+')) as word from rejected_rows
) as named on named.word = id
