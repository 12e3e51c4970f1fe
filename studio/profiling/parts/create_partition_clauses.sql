-- One clause of one partition, numbered. Values: $source, a file of clause_part.
create or replace temp table partition_clauses as
select file_row_number::integer as clause_row, * exclude (file_row_number)
from read_parquet($source, file_row_number = true)
