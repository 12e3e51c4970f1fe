-- One row where one input row in fifty could not be read.
select format('{} input rows could not be read ({:.0f} %); rejected_rows has each with its reason.', rejected, 100.0 * rejected / (rejected + reviews)) as doubt from (select (select count(*) from rejected_rows) as rejected, (select count(*) from reviews) as reviews) where rejected > (rejected + reviews) / 50
