-- One review that a fork's plan cites.
select * from reviews where list_contains(from_json($cited::json, '["VARCHAR"]'), review_id) order by review_id
