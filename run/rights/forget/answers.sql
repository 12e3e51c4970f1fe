-- one row: answers of models, and those among them that an earlier run has of the same call. Input: views attempts, attempts_before
select
  count(*) filter (attempts_before.dialog_id is not null) as taken_over,
  count(*) filter (attempts_before.dialog_id is null) as paid
from attempts
left join attempts_before
  on attempts_before.dialog_id = attempts.dialog_id
  and attempts_before.turn = attempts.turn
  and attempts_before.attempt = attempts.attempt
  and attempts_before.request_hash = attempts.request_hash
  and attempts_before.answer = attempts.answer
  and attempts_before.latency_ms = attempts.latency_ms
where attempts.request_hash is not null and attempts.answer is not null
