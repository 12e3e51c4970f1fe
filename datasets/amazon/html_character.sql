-- macro: what an entity such as `&eacute;`, `&#233;` or `&#xE9;` stands for; itself where it stands for nothing. Needs the variable html_entities
-- (names to characters)
create or replace temp macro html_character(entity) as
  coalesce(
    getvariable('html_entities')[entity[2:-2]],
    try(chr(nullif(
      try_cast(if(entity[3] in ('x', 'X'), '0x' || entity[4:-2], if(entity[2] = '#', entity[3:-2], null)) as integer),
      0
    ))),
    entity
  )
