-- One row where a tenth of the accepted dialogs cite no review by others.
select format('{} of {} dialogs rest on no review by others.', count(*) filter (not is_cited), count(*)) as doubt from (select dialog_id in (select dialog_id from turn_evidence where side = 'community') as is_cited from dialogs where status = 'accepted') having count(*) filter (not is_cited) > count(*) / 10
