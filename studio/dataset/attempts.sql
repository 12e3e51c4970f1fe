-- One model call for a turn: accepted, refused by a check, or without an answer. Input: attempt_files, plans, macro model_call_columns.
with own_steps as (
  -- A turn's first call alone holds what all of them saw.
  select filename, turn, context ->> '$.role' as role, context -> '$.step' as step
  from attempt_files
  where context is not null
  qualify row_number() over (partition by filename, turn order by attempt, call) = 1
),
openings as (
  -- An agent's first turn holds what stays the same through the dialog. Without its brace at the end: step and transcript follow.
  select filename, context ->> '$.role' as role, json_merge_patch(context, '{"step":null,"transcript":null}') as shared
  from attempt_files
  where context is not null
  qualify row_number() over (partition by filename, context ->> '$.role' order by turn, attempt, call) = 1
),
calls as (
  select attempt_files.*, own_steps.role, own_steps.step
  from attempt_files
  left join own_steps using (filename, turn)
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
  -- Put together as text: objects made of objects would each be some 20 kB a row.
  left(shared::varchar, length(shared::varchar) - 1) || ',"step":' || step || ',"transcript":' || coalesce(transcript::json, '[]')
  || '}' as context,
  unnest(model_call_columns("modelCall"))
from calls
left join openings using (filename, role)
left join transcripts using (filename, turn)
semi join plans on plans.dialog_id = regexp_extract(filename, '(d[0-9a-f]{20})\.jsonl$', 1)
order by dialog_id, turn, attempt, call
