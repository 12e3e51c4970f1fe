-- macro: an id as it is compared: no blanks around it, composed letters (NFC), and a whole number without the '.0' that a column of floats adds
create or replace temp macro clean_id(written) as
  case
    when regexp_full_match(written, '\s*\d+\.0+\s*') then regexp_extract(written, '\d+')
    when regexp_matches(written, '[^\x00-\x7F]') then nfc_normalize(trim(known_text(written), concat(e' \t\r\n', chr(160))))
    else trim(known_text(written), e' \t\r\n')
  end
