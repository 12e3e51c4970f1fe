-- One row where more than one dialog in twenty failed its checks.
select format('{} of {} dialogs failed their checks ({:.0f} %).', failed, dialogs, 100.0 * failed / dialogs) as doubt from (select count(*) filter (status = 'failed') as failed, count(*) as dialogs from dialogs) where failed > dialogs / 20
