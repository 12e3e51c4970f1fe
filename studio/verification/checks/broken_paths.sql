-- A turn that is not the planned one, a planned turn that is missing, a message that is not its turn, or a path that does not end in Close.
with planned as (
  select dialog_id, unnest(plan.turns) as step
  from records
),
said as (
  select dialog_id, turns[place].turn as turn, turns[place] as turn_said, messages[place] as message
  from records, unnest(range(1, 1 + greatest(len(turns), len(messages)))) as places (place)
)
select
  coalesce(planned.dialog_id, said.dialog_id) as dialog_id,
  coalesce(planned.step.turn, said.turn, -1) as turn,
  case
    when said.turn is null then 'the planned ' || planned.step.act || ' is missing'
    when planned.dialog_id is null then 'no turn is planned here'
    when said.message.content is distinct from said.turn_said.text then 'the message is not what the turn says'
    else said.turn_said.speaker || ', ' || said.turn_said.super_node || ', ' || said.turn_said.act || '; planned is '
      || planned.step.speaker || ', ' || planned.step.super_node || ', ' || planned.step.act
  end as detail
from planned
full join said on said.dialog_id = planned.dialog_id and said.turn = planned.step.turn
where said.turn is null
  or planned.dialog_id is null
  or said.message.content is distinct from said.turn_said.text
  or (said.message.role = 'user') is distinct from (said.turn_said.speaker = 'user')
  or (planned.step.speaker, planned.step.super_node, planned.step.act)
    is distinct from (said.turn_said.speaker, said.turn_said.super_node, said.turn_said.act)
union all
select dialog_id, -1, 'the path is ' || coalesce(array_to_string(plan.path, ' '), 'missing')
from records
where plan.path[1] is distinct from 'Open' or plan.path[-1] is distinct from 'Close'
