-- One row where a tenth of the reviewed items have no title: dialogs cannot be about them.
select format('{} of {} reviewed items have no title.', count(*) filter (title is null), count(*)) as doubt from items semi join reviews using (item_id) having count(*) filter (title is null) > count(*) / 10
