-- step: of several rows with one user, item, time and text (and different ids) the one with the most helpful votes stays, then the
-- highest rating, then the first id
delete from staged_reviews
where rowid in (
  select row_id
  from (
    select
      rowid as row_id,
      row_number() over (
        partition by user_id, item_id, reviewed_at, text
        order by helpful_votes desc nulls last, rating desc, review_id
      ) as place
    from staged_reviews
    where (user_id, item_id, reviewed_at) in (
      select (user_id, item_id, reviewed_at)
      from staged_reviews
      where reason is null
      group by user_id, item_id, reviewed_at
      having count(*) > 1
    )
  )
  where place > 1
)
