-- One partition of the reviews with the hash of all that its parts are made from; the order of rows decides nothing.
select
  partition,
  count(*) as reviews,
  bit_xor(md5_number(concat(
    strlen(review_id), ':', review_id, strlen(user_id), ':', user_id, strlen(item_id), ':', item_id,
    rating, ':', epoch_us(reviewed_at), ':', text
  )))::varchar as hash
from partitioned_reviews
group by partition
order by partition
