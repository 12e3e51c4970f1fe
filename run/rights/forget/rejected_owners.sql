-- one id that a rejected row names. Input: relation rejected_rows
select distinct id
from (select unnest(from_json($ids, '["VARCHAR"]')) as id)
join rejected_rows on contains(excerpt, id)
