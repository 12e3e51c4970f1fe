-- macro: a JSON list of texts as its lines; any other text as it is
create or replace temp macro list_text(written) as
  if(
    starts_with(ltrim(written), '[') and json_valid(written) and json_type(written) = 'ARRAY',
    array_to_string(json_extract_string(written, '$[*]'), chr(10)),
    written
  )
