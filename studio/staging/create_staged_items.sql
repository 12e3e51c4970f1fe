-- one row of any metadata file: an item, or the reason why it is none
create or replace temp table staged_items (
  source_file varchar,
  source_line bigint,
  reason varchar,
  excerpt varchar,
  item_id varchar,
  title varchar,
  categories varchar[],
  attributes varchar,
  price double
)
