-- step: of several rows with one review id the newest stays; of equally new ones the one with the most helpful votes, then the highest
-- rating, then the first by content; only rows of equal content are told apart by where they stand
delete from staged_reviews
where rowid in (
  select row_id
  from (
    select
      rowid as row_id,
      row_number() over (
        partition by review_id
        order by
          reviewed_at desc, helpful_votes desc nulls last, rating desc, user_id, item_id, text, category, source_file, source_line
      ) as place
    from staged_reviews
    where review_id in (select review_id from staged_reviews where reason is null group by review_id having count(*) > 1)
  )
  where place > 1
)
