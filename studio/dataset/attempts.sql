-- One model call for a turn: accepted, refused by a check, or without an answer. Input: attempt_files, plans, macro model_call_columns.
with own_contexts as (
  -- A turn's first call alone holds what all of them saw.
  select *, first_value(context ignore nulls) over (partition by filename, turn order by attempt, call) as own
  from attempt_files
),
calls as (
  select
    *,
    own ->> '$.role' as role,
    -- An agent's first turn holds what stays the same through the dialog.
    first_value(own) over (partition by filename, own ->> '$.role' order by turn, attempt, call) as shared
  from own_contexts
),
transcripts as (
  select
    heard.filename,
    heard.turn,
    list_select(list({'speaker': said.role, 'text': said.text}), list_grade_up(list(said.turn))) as transcript
  from (select distinct filename, turn from calls) as heard
  join calls as said on said.filename = heard.filename and said.turn < heard.turn and said.accepted
  group by all
)
select
  regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1) as dialog_id,
  turn,
  attempt,
  call,
  accepted,
  text,
  if(
    "modelCall".failure is null,
    list_transform(problems, lambda problem: problem."check" || ': ' || problem.detail),
    ["modelCall".failure."name" || ': ' || "modelCall".failure.message]
  ) as problems,
  realizer,
  -- a null in the second object takes no key from the first but its own: most runs name no currency
  json_merge_patch(
    if(
      role = 'user',
      json_object(
        'role', role, 'domain', shared -> '$.domain', 'today', shared -> '$.today', 'variety', shared -> '$.variety',
        'style', shared -> '$.style', 'persona', shared -> '$.persona', 'seeks', shared -> '$.seeks',
        'memories', shared -> '$.memories', 'wishes', shared -> '$.wishes',
        'step', own -> '$.step', 'transcript', coalesce(transcript, [])
      ),
      json_object(
        'role', role, 'domain', shared -> '$.domain', 'today', shared -> '$.today', 'variety', shared -> '$.variety',
        'candidates', shared -> '$.candidates', 'inPlay', shared -> '$.inPlay',
        'step', own -> '$.step', 'transcript', coalesce(transcript, [])
      )
    ),
    json_object('currency', shared -> '$.currency')
  )::varchar as context,
  unnest(model_call_columns("modelCall"))
from calls
left join transcripts using (filename, turn)
semi join plans on plans.dialog_id = regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1)
order by dialog_id, turn, attempt, call
