-- One clause of a review. Input: view parts over the files of parts/clause_part.sql.
select review_id, clause_no, char_start, char_end, text
from parts
order by review_id, clause_no
