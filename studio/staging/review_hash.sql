-- macro: the id of a review whose source gives none; lengths keep ('ab', 'c') and ('a', 'bc') apart
create or replace temp macro review_hash(user_id, item_id, reviewed_at, content) as
  left(
    sha256(concat(
      length(user_id), ':', user_id, length(item_id), ':', item_id, epoch_us(reviewed_at), ':', content
    )),
    24
  )
