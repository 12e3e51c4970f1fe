-- step: of one text that a user gave to several items at one time (variants of a product, branches) only that of the item with the most reviews
-- stays, then the first item; short texts are left alone, people write them again
delete from staged_reviews
where rowid in (
  select row_id
  from (
    select
      copies.rowid as row_id,
      row_number() over (
        partition by copies.user_id, copies.reviewed_at, md5(copies.text)
        order by popular.reviews desc, copies.item_id, copies.review_id
      ) as place
    from staged_reviews as copies
    join (select item_id, count(*) as reviews from staged_reviews where reason is null group by item_id) as popular
      on popular.item_id = copies.item_id
    where copies.reason is null
      and length(copies.text) >= 40
      and (copies.user_id, copies.reviewed_at) in (
        select (user_id, reviewed_at)
        from staged_reviews
        where reason is null
        group by user_id, reviewed_at
        having count(distinct item_id) > 1
      )
  )
  where place > 1
)
