-- one pair that may be in the core: all of them, before sparse users and items are removed in turn
create or replace temp table core_pairs as
select user_id, item_id from user_item_pairs
