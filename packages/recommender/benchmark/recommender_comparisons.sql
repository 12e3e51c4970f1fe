-- One metric of one model against the strongest other one: mean difference dialog by dialog, its 95 % interval and the paired t test.
select scheme, protocol, metric, model, baseline, difference, low, high, gain, "pValue" as p_value
from rows_of
order by all
