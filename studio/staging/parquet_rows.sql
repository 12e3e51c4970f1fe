-- one row of a Parquet file as a JSON object, with its number from 1
select file_row_number + 1 as line, to_json(parquet_row)::varchar as row_text, null::varchar as problem
from read_parquet($path, file_row_number = true, binary_as_string = true) as parquet_row
