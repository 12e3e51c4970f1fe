-- One aspect that has mentions, with a number below 256 in the order of the ids.
select aspect_id, row_number() over (order by aspect_id) - 1 as aspect_no
from (select distinct aspect_id from voices)
