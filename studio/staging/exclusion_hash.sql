-- macro: what source.exclude holds of an id; kind is 'user' or 'review', so that a user and a review of one id are told apart
create or replace temp macro exclusion_hash(kind, id) as sha256(concat('convrec forget ', kind, ' ', id))
