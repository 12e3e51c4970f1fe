-- step: rows that source.exclude names leave staged_items
delete from staged_items where (source_file, source_line) in (select (source_file, source_line) from forgotten_rows)
