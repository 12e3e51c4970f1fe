-- One row where answers were paid for whose price is not known.
select format('{} of {} answers of the model have no known price: the cost is more than the sum.', count(*) filter (cost_usd is null), count(*)) as doubt from attempts where request_hash is not null and failure is null having count(*) filter (cost_usd is null) > 0
