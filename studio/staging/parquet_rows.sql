-- one row of a Parquet file as a JSON object, with its number from 1; the alias is a name that no column has
select row_number() over () as line, to_json("this row of the file")::varchar as row_text, null::varchar as problem
from read_parquet($path, binary_as_string = true, hive_partitioning = false) as "this row of the file"
