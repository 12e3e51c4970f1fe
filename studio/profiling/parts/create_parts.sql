-- One row of any of a relation's parts. Input: variable parts, their files.
create or replace temp view parts as
from read_parquet(getvariable('parts'))
