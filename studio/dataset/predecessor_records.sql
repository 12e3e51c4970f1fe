-- One accepted dialog in the shape of MobileConvRec and its Yelp and Amazon variants; `$noun` is app, place or item.
-- A turn object holds COMPUTER and the HUMAN answer to it; a key without an utterance is left out, since their readers test for the key.
with answered as (
  select
    dialog_id,
    turn,
    speaker,
    text,
    lag(speaker) over (partition by dialog_id order by turn) as before,
    if(
      lead(speaker) over (partition by dialog_id order by turn) = 'user',
      lead(text) over (partition by dialog_id order by turn),
      null
    ) as answer
  from turns
),
pairs as (
  select
    dialog_id,
    list(
      case
        when speaker = 'user' then json_object('HUMAN', text)
        when answer is null then json_object('COMPUTER', text)
        else json_object('COMPUTER', text, 'HUMAN', answer)
      end
      order by turn
    ) as turns
  from answered
  where speaker = 'system' or before is distinct from 'system'
  group by dialog_id
)
select
  dataset_records.split,
  dataset_records.dialog_id,
  dataset_records.user_id,
  list_transform(
    dataset_records.history,
    lambda past: json_object(
      $noun || '_id', past.item_id, $noun || '_name', past.title, 'rating', past.rating, 'date', strftime(past.reviewed_at, '%Y-%m-%d')
    )
  ) as user_previous_interactions,
  json_object(
    $noun || '_id', dataset_records.target.item_id,
    $noun || '_name', dataset_records.target.title,
    'category', dataset_records.target.category,
    'price', dataset_records.target.price
  ) as recommended,
  pairs.turns
from dataset_records
join pairs on pairs.dialog_id = dataset_records.dialog_id
order by dataset_records.dialog_id
