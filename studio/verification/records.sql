-- One dialog of a dataset as the checks read it, and no more of it. $data, $evidence, $profile and $plan are patterns of the tables' Parquet files.
with said as (
  select
    dialog_id,
    list_select(
      list(
        {
          'turn': turn, 'speaker': speaker, 'super_node': super_node, 'act': act, 'text': text, 'named_item_ids': named_item_ids,
          'evidence': evidence::struct(
            side varchar, review_id varchar, item_id varchar, reviewed_at timestamp, char_start integer, char_end integer, sentiment double
          )[]
        }
      ),
      list_grade_up(list(turn))
    ) as turns
  from read_parquet($evidence)
  group by dialog_id
),
plans as (
  select
    dialog_id,
    {
      'path': path,
      'wishes': wishes::struct(label varchar)[],
      'candidates': candidates::struct(
        item_id varchar, title varchar, category varchar, role varchar, claims struct(label varchar, quotes struct("text" varchar)[])[],
        remarks struct("text" varchar)[]
      )[],
      'memories': memories::struct("text" varchar)[],
      'turns': turns::struct(
        turn integer, speaker varchar, super_node varchar, act varchar,
        slots struct(
          item_id varchar,
          doubt struct(about struct(aspect_id varchar)),
          claims struct(
            item_id varchar, label varchar, polarity varchar,
            evidence struct(
              review_id varchar, item_id varchar, reviewed_at timestamp, char_start integer, char_end integer, sentiment double
            )[]
          )[]
        )
      )[]
    } as plan
  from read_parquet($plan)
)
select
  dialogs.dialog_id,
  dialogs.user_id,
  dialogs.split,
  dialogs.as_of,
  dialogs.outcome,
  dialogs.target::struct(item_id varchar, title varchar, review_id varchar) as target,
  dialogs.messages,
  coalesce(said.turns, []) as turns,
  profiles.history::struct(review_id varchar)[] as history,
  plans.plan,
  split_part(parse_filename(dialogs.filename), '-', 1) as file_split
from read_parquet($data, filename = true) as dialogs
left join said using (dialog_id)
left join plans using (dialog_id)
left join (select dialog_id, history from read_parquet($profile)) as profiles using (dialog_id)
