-- One metric of one model by one protocol on one split, with the bounds of its 95 % interval over seeds and dialogs.
select scheme, protocol, model, metric, mean, low, high, seeds::integer as seeds, dialogs::integer as dialogs
from rows_of
order by all
