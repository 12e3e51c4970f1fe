-- One dialog, accepted or failed, in figures that a mean over dialogs can be told of; null: nothing to measure. Input: dialogs, turns, attempts.
with said as (
  select
    dialog_id,
    list(md5(text) order by turn) as turn_hashes,
    count(*) filter (speaker = 'user') as user_turns,
    count(*) filter (speaker = 'system') as system_turns,
    sum(len(string_split(trim(text), ' '))) filter (speaker = 'user') as user_words,
    sum(len(string_split(trim(text), ' '))) filter (speaker = 'system') as system_words,
    count(*) filter (speaker = 'system' and len(cites) > 0) as citing_turns
  from turns
  group by dialog_id
),
called as (
  select
    dialog_id,
    count(*) filter (attempt = 0 and failure is null) as first_attempts,
    count(*) filter (attempt = 0 and failure is null and accepted) as passed_first_attempts,
    sum(prompt_tokens) as prompt_tokens,
    sum(completion_tokens) as completion_tokens,
    sum(cost_usd) as cost_usd
  from attempts
  group by dialog_id
)
select
  dialogs.dialog_id,
  dialogs.status = 'accepted' as is_accepted,
  dialogs.outcome,
  coalesce(said.turn_hashes, []) as turn_hashes,
  coalesce(said.user_turns, 0)::int as user_turns,
  coalesce(said.system_turns, 0)::int as system_turns,
  coalesce(said.user_words, 0)::int as user_words,
  coalesce(said.system_words, 0)::int as system_words,
  coalesce(said.citing_turns, 0)::int as citing_turns,
  coalesce(called.first_attempts, 0)::int as first_attempts,
  coalesce(called.passed_first_attempts, 0)::int as passed_first_attempts,
  called.prompt_tokens::double as prompt_tokens,
  called.completion_tokens::double as completion_tokens,
  called.cost_usd
from dialogs
left join said on said.dialog_id = dialogs.dialog_id
left join called on called.dialog_id = dialogs.dialog_id
order by dialogs.dialog_id
