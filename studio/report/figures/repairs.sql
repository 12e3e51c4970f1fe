-- a check that turned attempts down, and the attempts without an answer by their failure
select split_part(problem, ':', 1) as reason, count(*) as attempts, count(distinct dialog_id) as dialogs from (select dialog_id, unnest(problems) as problem from attempts where not accepted) group by all order by attempts desc, reason
