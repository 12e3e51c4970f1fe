-- One metric of one model against the strongest other one on validation: mean difference dialog by dialog, its 95 % interval over seeds and dialogs, and the p value, adjusted by Holm where the metric is the primary one.
select scheme, protocol, metric, model, baseline, difference, low, high, gain, "pValue" as p_value, "adjustedPValue" as adjusted_p_value
from rows_of
order by all
