-- step: rows that source.exclude names leave staged_reviews
delete from staged_reviews where (source_file, source_line) in (select (source_file, source_line) from forgotten_rows)
