-- One row: one setting of the run, e.g. 'model.kind', and its value as text (null where none is set).
select replace(substr(fullkey, 3), '"', '') as setting, atom ->> '$' as value
from json_tree($config::json)
where type not in ('OBJECT', 'ARRAY')
order by id
