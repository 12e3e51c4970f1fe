-- One clause of the seeded sample of whole reviews that aspects are induced from; only the last review may be cut. Values: $seed, $limit.
select review_id, text
from clauses
order by md5($seed::varchar || ':' || review_id), review_id, clause_no
limit $limit
