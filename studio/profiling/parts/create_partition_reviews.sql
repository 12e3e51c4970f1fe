-- One review of one partition, numbered. Values: $source (file of unread_reviews), $partition.
create or replace temp table partition_reviews as
select (row_number() over (order by review_id) - 1)::integer as review_no, *
from read_parquet($source)
where partition = $partition
