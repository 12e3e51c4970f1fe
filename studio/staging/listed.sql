-- macro: the names that a text lists: a JSON list, a Python list, or names between `;` or `|`; any other text is one name
create or replace temp macro listed(written) as
  list_filter(
    list_transform(
      case
        when json_valid(written) and json_type(written) = 'ARRAY' then json_extract_string(written, '$[*]')
        when regexp_full_match(written, '\s*\[.*\]\s*') then regexp_extract_all(written, '''[^'']*''|"[^"]*"')
        when contains(written, ';') then string_split(written, ';')
        when contains(written, '|') then string_split(written, '|')
        else [written]
      end,
      lambda name: trim(if(regexp_full_match(written, '\s*\[.*\]\s*'), trim(name, '''"'), name))
    ),
    lambda name: coalesce(known_text(name), '') <> ''
  )
