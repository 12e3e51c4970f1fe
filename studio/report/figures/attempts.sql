-- accepted turns by the attempts that they took
select attempts, count(*) as turns from turns group by attempts order by attempts
