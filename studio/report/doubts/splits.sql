-- One row a split with fewer than thirty accepted dialogs: figures over it are rough.
select format('The split {} has {} dialogs: what is measured on it is rough.', name, count(split)) as doubt from (values ('train'), ('valid'), ('test')) splits(name) left join (from dialogs where status = 'accepted') on split = name group by name having count(split) < 30 order by name
