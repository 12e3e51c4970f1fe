-- A user in two splits, a user and item in two dialogs, a record in another split's file, or a train dialog that knows what valid or test asks for.
with known as (
  select dialog_id, turn, review_id
  from cited_mentions
  union
  select dialog_id, -1, unnest([held.review_id for held in history])
  from records
)
select dialog_id, -1 as turn, 'user ' || user_id || ' is in ' || splits || ' splits' as detail
from (select dialog_id, user_id, count(distinct split) over (partition by user_id) as splits from records)
where splits > 1
union all
select dialog_id, -1, 'user ' || user_id || ' and item ' || item_id || ' have ' || dialogs || ' dialogs'
from (select dialog_id, user_id, target.item_id as item_id, count(*) over (partition by user_id, target.item_id) as dialogs from records)
where dialogs > 1
union all
select dialog_id, -1, 'split ' || coalesce(split, '(none)') || ' in the file of ' || file_split
from records
where split is distinct from file_split
union all
select records.dialog_id, known.turn, 'the target review ' || known.review_id || ' of ' || other.split || ' is known in train'
from known
join records on records.dialog_id = known.dialog_id and records.split = 'train'
join records as other on other.target.review_id = known.review_id and other.split <> 'train'
