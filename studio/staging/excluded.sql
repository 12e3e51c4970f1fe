-- one hash of source.exclude
create or replace temp table excluded as
select unnest(from_json($hashes, '["VARCHAR"]')) as hash
