-- One review of the partitions that are still to be cut, those of one partition beside each other. Values: $partitions, a JSON list.
select *
from partitioned_reviews
where partition in (select unnest(from_json($partitions, '["VARCHAR"]')))
order by partition, review_id
