-- step: items with fewer than $minimum users leave the core
delete from core_pairs
where item_id in (select item_id from core_pairs group by item_id having count(*) < $minimum)
