-- one pair of a user and an item the user reviewed, however often
create or replace temp table user_item_pairs as
select distinct user_id, item_id from staged_reviews where reason is null
