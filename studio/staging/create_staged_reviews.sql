-- one row of any review file: a canonical review, or the reason why it is none
create or replace temp table staged_reviews (
  source_file varchar,
  source_line bigint,
  reason varchar,
  excerpt varchar,
  review_id varchar,
  user_id varchar,
  item_id varchar,
  rating double,
  reviewed_at timestamp,
  text varchar,
  helpful_votes integer,
  category varchar,
  rejected_user_id varchar,
  rejected_review_id varchar,
  rejected_row varchar
)
