-- a step of accepted dialogs' plans from one super-node to the next: how often it is taken, and in how many dialogs
select node as "from", next as "to", count(*) as times, count(distinct dialog_id) as dialogs from (select dialog_id, unnest(path[:-2]) as node, unnest(path[2:]) as next from dialogs where status = 'accepted') group by all order by times desc, "from", "to"
