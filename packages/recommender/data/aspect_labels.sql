-- One label of an aspect that is kept. Input: relation aspects.
select distinct label
from aspects
where kept
order by label
