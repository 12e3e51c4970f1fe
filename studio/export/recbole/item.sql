-- one item that a review is of
select item_id as "item_id:token", title as "title:token_seq", category as "category:token", price as "price:float"
from items
semi join reviews using (item_id)
order by item_id
